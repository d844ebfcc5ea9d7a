using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Tests.Exports;

/// <summary>Summaries of videos with a frame rate, a time base and shots.</summary>
internal static class ExampleShots
{
    /// <summary>The video: its time stamps are those of a constant frame rate, rounded to the time base.</summary>
    public static SummaryVideo Video(FrameRate rate, TimeBase timeBase, int frames, long first = 0)
    {
        var pts = Enumerable.Range(0, frames).Select(frame => first + Pts(frame, rate, timeBase));
        var timeline = new Timeline([.. pts], timeBase);
        return ExampleRun.Summary.Video with
        {
            TimeBase = timeBase.ToString(),
            DurationSeconds = timeline.DurationSeconds,
            FrameRate = timeline.FrameRate,
            VariableFrameRate = timeline.IsVariable,
        };
    }

    /// <summary>A summary with a shot at each of the starts.</summary>
    public static Summary Summary(FrameRate rate, TimeBase timeBase, int frames, params int[] starts)
    {
        var video = Video(rate, timeBase, frames);
        return ExampleRun.Summary with
        {
            Video = video,
            Frames = new SummaryFrames(frames, frames, []),
            NearDuplicateShots = [],
            Shots = [.. starts.Select((start, index) =>
            {
                var end = index + 1 < starts.Length ? starts[index + 1] : frames;
                return ExampleRun.Summary.Shots[0] with
                {
                    Start = start,
                    End = end,
                    Frame = start,
                    StartSeconds = timeBase.ToSeconds(Pts(start, rate, timeBase)),
                    EndSeconds = timeBase.ToSeconds(Pts(end, rate, timeBase)),
                    Transition = index == 0 ? SummaryShot.AtStart : SummaryShot.Cut,
                };
            })],
        };
    }

    /// <summary>The summary with a label of every shot.</summary>
    public static Summary Labeled(this Summary summary, string label) =>
        summary with { Shots = [.. summary.Shots.Select(shot => shot with { Labels = [new ScoredLabel(1, label, 0.5)] })] };

    /// <summary>The list of the shots of a video at a path.</summary>
    public static ShotList List(
        this Summary summary, string video = "/films/film.mp4", string? start = null, bool nonDrop = false) =>
        new(summary, video, new TimecodeOptions(nonDrop, start));

    /// <summary>The text of an export.</summary>
    public static string Write(this IShotExport export, ShotList shots)
    {
        using var output = new StringWriter();
        export.Write(shots, output);
        return output.ToString();
    }

    private static long Pts(int frame, FrameRate rate, TimeBase timeBase) => (long)Math.Round(
        (decimal)frame * rate.Denominator * timeBase.Denominator / ((decimal)rate.Numerator * timeBase.Numerator));
}
