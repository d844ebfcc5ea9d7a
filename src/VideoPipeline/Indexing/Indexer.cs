using VideoPipeline.Containers.Avi;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Sources;

namespace VideoPipeline.Indexing;

/// <summary>Indexes any video: MP4 and MOV from their boxes, Matroska and WebM from the headers of their blocks, everything else by ffprobe.</summary>
public static class Indexer
{
    /// <summary>Reads the index of what <paramref name="source"/> gives.</summary>
    /// <param name="source">The video.</param>
    /// <param name="temporaryFolder">Where a copy may lie while ffprobe reads it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsupportedVideoException">It is no video, or none that is understood.</exception>
    /// <exception cref="CorruptVideoException">It is damaged or cut off.</exception>
    public static async Task<VideoIndex> ReadAsync(
        IVideoSource source, string temporaryFolder, CancellationToken cancellation)
    {
        if (await Mp4Indexer.ReadAsync(source, cancellation) is { } movie) return movie;
        if (await MatroskaIndexer.ReadAsync(source, cancellation) is { } segment) return segment;
        await AviLength.CheckAsync(source, cancellation);
        using var copy = await LocalCopy.MakeAsync(source, temporaryFolder, cancellation);
        var identity = new SourceIdentity(source.Uri, source.Length, source.Version);
        return await ProbeIndexer.ReadAsync(copy.Path, identity, cancellation);
    }
}
