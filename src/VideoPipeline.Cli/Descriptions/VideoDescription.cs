using VideoPipeline.Planning;
using VideoPipeline.Results.Columns;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>What an index says, for people and programs.</summary>
/// <param name="Container">ffmpeg's name of the container.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="Stream">The video stream's number.</param>
/// <param name="Width">Columns of a decoded frame, before rotation.</param>
/// <param name="Height">Rows of a decoded frame, before rotation.</param>
/// <param name="Rotation">Degrees clockwise that it is turned for display.</param>
/// <param name="TimeBase">The unit of time stamps, in seconds.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Samples">Coded samples in the container.</param>
/// <param name="Frames">Frames presented; null where only decoding can tell.</param>
/// <param name="DurationSeconds">From the first frame's appearance to the end of the last; null as frames are.</param>
/// <param name="FrameRate">Frames a second on average; null as frames are.</param>
/// <param name="VariableFrameRate">Whether frames last differently long; null as frames are.</param>
/// <param name="FirstPts">The first frame's time stamp, in the time base; null as frames are.</param>
/// <param name="KeyFrames">Samples that the container marks as sync samples.</param>
/// <param name="Gops">Samples from one sync sample to the next.</param>
/// <param name="SafeCuts">Frames in front of which the video may be cut, the first included; null where it may not be.</param>
/// <param name="EditList">What the edit list does; null where it does nothing, or is not known.</param>
/// <param name="Remark">What is unusual about the choice of the stream; null where nothing is.</param>
/// <param name="WholeBecause">Why the video cannot be cut; null where it can.</param>
/// <param name="Access">What was read to find this out.</param>
internal sealed record VideoDescription(
    string Container, string Codec, int Stream, int Width, int Height, int Rotation, string TimeBase, long Bytes, int Samples,
    int? Frames, double? DurationSeconds, double? FrameRate, bool? VariableFrameRate, long? FirstPts, int KeyFrames,
    Spread? Gops, int? SafeCuts, EditListEffect? EditList, string? Remark, string? WholeBecause, AccessCount Access)
{
    /// <summary>Describes a video.</summary>
    public static VideoDescription Of(VideoIndex index, AccessCount access)
    {
        var (video, samples) = (index.Video, index.Samples);
        var timeline = index.Frames is { } table ? new Timeline(table.Pts.ToArray(), video.TimeBase) : null;
        return new VideoDescription(
            video.Container, video.Codec, video.Stream, video.Width, video.Height, video.Rotation, video.TimeBase.ToString(),
            index.Source.Length, samples.Count, index.Frames?.Count, timeline?.DurationSeconds, timeline?.FrameRate,
            timeline?.IsVariable, index.Frames?.Pts.FirstOrDefault(), samples.IsKey.Count(key => key),
            Spread.Of(GopLengths(samples)),
            index is { UnsplittableReason: null, Frames: { } frames } ? Planning.SafeCuts.Find(samples, frames).Length : null,
            EditListEffect.Of(index), index.Remark, index.UnsplittableReason, access);
    }

    private static IEnumerable<long> GopLengths(SampleTable samples)
    {
        var keys = samples.IsKey.ToArray();
        var start = Array.IndexOf(keys, true);
        while (start >= 0)
        {
            var next = Array.IndexOf(keys, true, start + 1);
            yield return (next < 0 ? samples.Count : next) - start;
            start = next;
        }
    }
}

/// <summary>What an edit list does to a video.</summary>
/// <param name="HiddenSamples">Samples that are decoded at most, never shown.</param>
/// <param name="ShiftTicks">Ticks that are added to the media time of the first frame.</param>
internal sealed record EditListEffect(int HiddenSamples, long ShiftTicks)
{
    /// <summary>The effect, or null where there is none or it is not known.</summary>
    public static EditListEffect? Of(VideoIndex index)
    {
        if (index is not { Video.Container: "mov", Frames: { Count: > 0 } frames }) return null;
        var effect = new EditListEffect(index.Samples.Count - frames.Count, frames.Pts[0] - index.Samples.Pts[frames.Sample[0]]);
        return effect is { HiddenSamples: 0, ShiftTicks: 0 } ? null : effect;
    }
}
