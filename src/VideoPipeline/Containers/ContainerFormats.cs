using VideoPipeline.Codecs;
using VideoPipeline.Containers.Avi;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Video;

namespace VideoPipeline.Containers;

/// <summary>The container formats that have a parser, in the order in which they are tried.</summary>
internal static class ContainerFormats
{
    /// <summary>All container formats.</summary>
    public static IReadOnlyList<IContainer> All { get; } =
        [new Mp4Container(), new MatroskaContainer(), new MpegTsContainer(), new AviContainer()];

    /// <summary>Returns the remuxer for an indexed video; null if the video cannot be split.</summary>
    public static IRemuxer? GetRemuxer(VideoIndex index) =>
        index.Track is { } track ? All.Single(container => container.TrackJson?.Type == track.GetType()).Remuxer : null;

    /// <summary>
    /// Returns the guard that checks samples of an indexed video; null if none is needed or the video cannot be split.
    /// </summary>
    public static ISampleGuard? GetGuard(VideoIndex index) => GetRemuxer(index)?.CreateGuard(index);
}
