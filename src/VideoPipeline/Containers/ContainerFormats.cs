using VideoPipeline.Codecs;
using VideoPipeline.Containers.Avi;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Video;

namespace VideoPipeline.Containers;

/// <summary>The container formats with a parser of their own, in the order in which a file is tried.</summary>
public static class ContainerFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IContainer> All { get; } = [new Mp4Container(), new MatroskaContainer(), new MpegTsContainer(), new AviContainer()];

    /// <summary>The remuxer of the container that an index was made by; null where the video cannot be split.</summary>
    public static IRemuxer? RemuxerOf(VideoIndex index) =>
        index.Track is { } track ? All.Single(container => container.TrackJson?.Type == track.GetType()).Remuxer : null;

    /// <summary>What inspects the samples of an indexed video; null where that is not needed, or the video cannot be split.</summary>
    public static ISampleGuard? GuardOf(VideoIndex index) => RemuxerOf(index)?.Guard(index);
}
