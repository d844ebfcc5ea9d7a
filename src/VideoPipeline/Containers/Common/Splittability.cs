using VideoPipeline.Codecs;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>
/// Decides whether an indexed video can be split into ranges that decode to the same frames as a sequential decode.
/// </summary>
internal static class Splittability
{
    /// <summary>Adds the frames and the track to an index if the video can be split, or else the reason why it cannot.</summary>
    /// <param name="index">The index so far: source, properties and samples.</param>
    /// <param name="frames">The frames in presentation order; null if <paramref name="unproven"/> is not null.</param>
    /// <param name="unproven">
    /// Why the container leaves open which frames the video has, as the end of a sentence; null if proven.
    /// </param>
    /// <param name="codec">Whether the codec allows splitting.</param>
    /// <param name="track">Creates the data that the remuxer needs.</param>
    public static VideoIndex Decide(
        VideoIndex index, FrameTable? frames, string? unproven, CodecSupport codec, Func<ContainerTrack> track) =>
        (unproven ?? codec.UnsplittableReason ?? Reordering.FindUnsplittableReason(frames, codec)) is { } reason
            ? index with { UnsplittableReason = reason }
            : index with { Frames = frames, Track = track() };
}
