using VideoPipeline.Results.Columns;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>The properties of a video that its index contains; printed as text or JSON.</summary>
/// <param name="Container">ffmpeg's name of the container.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="Stream">The index of the video stream, as in ffmpeg.</param>
/// <param name="Width">The width of a decoded frame in pixels, before rotation.</param>
/// <param name="Height">The height of a decoded frame in pixels, before rotation.</param>
/// <param name="Rotation">The clockwise rotation for display, in degrees.</param>
/// <param name="TimeBase">The unit of time stamps, in seconds.</param>
/// <param name="Bytes">The size of the file in bytes.</param>
/// <param name="Samples">The number of samples in the container.</param>
/// <param name="Frames">The number of presented frames; null if it is unknown before decoding.</param>
/// <param name="DurationSeconds">The duration of all frames in seconds; null if <c>Frames</c> is null.</param>
/// <param name="FrameRate">The average number of frames per second; null if <c>Frames</c> is null.</param>
/// <param name="VariableFrameRate">Whether the frame durations differ; null if <c>Frames</c> is null.</param>
/// <param name="FirstPts">The time stamp of the first frame in ticks of the time base; null if <c>Frames</c> is null.</param>
/// <param name="KeyFrames">The number of samples that the container marks as sync samples.</param>
/// <param name="Gops">The number of samples from one sync sample to the next.</param>
/// <param name="SplitPoints">The number of frames at which a range can start; null if the video cannot be split.</param>
/// <param name="EditList">The effect of the edit list; null if it has none or is unknown.</param>
/// <param name="Remark">A note about the choice of the stream; null if there is none.</param>
/// <param name="UnsplittableReason">Why the video cannot be split; null if it can.</param>
/// <param name="Access">The bytes and requests that reading the index took.</param>
internal sealed record VideoDescription(
    string Container, string Codec, int Stream, int Width, int Height, int Rotation, string TimeBase, long Bytes, int Samples,
    int? Frames, double? DurationSeconds, double? FrameRate, bool? VariableFrameRate, long? FirstPts, int KeyFrames,
    Distribution? Gops, int? SplitPoints, EditListEffect? EditList, string? Remark, string? UnsplittableReason,
        AccessCount Access)
{
    /// <summary>Describes the video of an index.</summary>
    public static VideoDescription Of(VideoIndex index, AccessCount access)
    {
        var (video, samples) = (index.Video, index.Samples);
        var timeline = index.Frames is { } table ? new Timeline(table.Pts.ToArray(), video.TimeBase) : null;
        return new VideoDescription(
            video.Container, video.Codec, video.Stream, video.Width, video.Height, video.Rotation, video.TimeBase.ToString(),
            index.Source.Length, samples.Count, index.Frames?.Count, timeline?.DurationSeconds, timeline?.FrameRate,
            timeline?.IsVariable, index.Frames?.Pts.FirstOrDefault(), samples.IsKey.Count(key => key),
            Distribution.Compute(GopLengths(samples)),
            index is { UnsplittableReason: null, Frames: { } frames } ? Planning.SplitPoints.Find(samples, frames).Length : null,
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

/// <summary>The effect of an edit list.</summary>
/// <param name="HiddenSamples">The number of samples that are not presented.</param>
/// <param name="ShiftTicks">The ticks added to the media time of the first frame.</param>
internal sealed record EditListEffect(int HiddenSamples, long ShiftTicks)
{
    /// <summary>Computes the effect; null if there is none or it is unknown.</summary>
    public static EditListEffect? Of(VideoIndex index)
    {
        if (index is not { Video.Container: "mov", Frames: { Count: > 0 } frames }) return null;
        var effect = new EditListEffect(index.Samples.Count - frames.Count, frames.Pts[0] - index.Samples.Pts[frames.Sample[0]]);
        return effect is { HiddenSamples: 0, ShiftTicks: 0 } ? null : effect;
    }
}
