using VideoPipeline.Codecs;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Decides, for every container, whether an indexed video can be split into ranges that decode as the whole does.</summary>
internal static class Splittability
{
    /// <summary>The index with its frames and its track where the video can be split, and with the reason where it cannot.</summary>
    /// <param name="index">What the container states: source, properties and samples.</param>
    /// <param name="frames">The frames in presentation order; null where <paramref name="unproven"/> says why they are not known.</param>
    /// <param name="unproven">Why the container leaves open which frames there are, the end of a sentence; null where it does not.</param>
    /// <param name="codec">What the codec allows.</param>
    /// <param name="track">What the remuxer needs.</param>
    public static VideoIndex Decide(VideoIndex index, FrameTable? frames, string? unproven, CodecSupport codec, Func<ContainerTrack> track) =>
        (unproven ?? codec.UnsplittableReason ?? Reordering.FindUnsplittableReason(frames, codec)) is { } reason
            ? index with { UnsplittableReason = reason }
            : index with { Frames = frames, Track = track() };
}
