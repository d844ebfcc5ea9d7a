using VideoPipeline.Errors;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Wording;
using VideoPipeline.Video;

namespace VideoPipeline.Exports.Shots;

/// <summary>
/// The shots of a run and how the frames of its video are counted: what the exports of shots are made of. It depends on the
/// summary, the address of the video and the options alone.
/// </summary>
internal sealed class ShotList
{
    /// <summary>Creates the list.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="video">The address of the video.</param>
    /// <param name="options">How frames are counted.</param>
    /// <exception cref="InvalidInputException">
    /// <see cref="TimecodeOptions.Start"/> is not a timecode of the video, or the video has none.
    /// </exception>
    public ShotList(Summary summary, SourceAddress video, TimecodeOptions options)
    {
        (Summary, Video, TimeBase) = (summary, video, TimeBase.Parse(summary.Video.TimeBase));
        Rate = FrameRate.Of(summary.Video);
        Timecodes = Rate is { } rate ? TimecodeFormat.Of(rate, options.NonDrop) : null;
        if (options.Start is { } start)
            StartFrame = Timecodes?.Parse(start) ?? throw new InvalidInputException(
                $"{Name} has no timecodes, so it cannot start at {start}: {WhyNoTimecodes}. Leave the start timecode out.");
        Shots = [.. summary.Shots.Select((shot, index) => new ListedShot(
            index + 1, shot, TimeBase.ToTicks(shot.StartSeconds), TimeBase.ToTicks(shot.EndSeconds),
            [.. ShotRemarks.Of(summary, index)]))];
    }

    /// <summary>The summary.</summary>
    public Summary Summary { get; }

    /// <summary>The address of the video.</summary>
    public SourceAddress Video { get; }

    /// <summary>The name of the video's file.</summary>
    public string Name => Video.FileName is { Length: > 0 } name ? name : "video";

    /// <summary>The unit of time stamps.</summary>
    public TimeBase TimeBase { get; }

    /// <summary>The exact frame rate; null if it varies, or the video has one frame.</summary>
    public FrameRate? Rate { get; }

    /// <summary>How frames are counted; null if the frame rate has no timecodes.</summary>
    public TimecodeFormat? Timecodes { get; }

    /// <summary>The number that timecodes count for the first frame of the video.</summary>
    public long StartFrame { get; }

    /// <summary>The shots, in order.</summary>
    public IReadOnlyList<ListedShot> Shots { get; }

    /// <summary>
    /// The number of frames of the video, also of those that were not selected. These are counted by the duration, which is exact
    /// at a constant frame rate.
    /// </summary>
    public long FrameCount
    {
        get
        {
            var last = Shots is [.., var shot] ? shot.End : 0;
            return Summary.Frames.Selection is null
                ? Math.Max(last, Summary.Frames.Expected)
                : Math.Max(last, Rate is { } rate ? (long)Math.Round(Summary.Video.DurationSeconds * rate.PerSecond) : 0);
        }
    }

    /// <summary>Why there are no frame rate or no timecodes, as part of a sentence.</summary>
    public string WhyNoTimecodes => Summary.Video switch
    {
        { VariableFrameRate: true } => "its frame rate varies",
        { FrameRate: null } => "it has a single frame and so no frame rate",
        _ => $"timecodes are not defined for {Rate?.ToString() ?? "its number of"} frames per second",
    };

    /// <summary>A remark on a frame rate that is not one of film and television; null if it is.</summary>
    /// <param name="file">The name of the file.</param>
    public string? RemarkOnRate(string file) => Rate is { IsUsual: false } rate
        ? $"{file} is at {rate} frames/s, which some editing programs do not know"
        : null;

    /// <summary>The error that the shots cannot be exported to a format that needs a constant frame rate.</summary>
    /// <param name="format">The format.</param>
    /// <param name="need">What it needs the rate for, as part of a sentence.</param>
    public InvalidInputException CannotBe(string format, string need) => new(
        $"{Name} cannot be exported as {format}: {WhyNoTimecodes}, and {need}. Use otio, vtt, chapters or csv, whose times are " +
        "exact, or convert the video to a common, constant frame rate and run it again.");

    /// <summary>The timecode of a frame of the video.</summary>
    /// <param name="format">The timecodes of the video.</param>
    /// <param name="frame">The number of the frame, from 0.</param>
    public string Timecode(TimecodeFormat format, long frame) => format.Format(StartFrame + frame);
}
