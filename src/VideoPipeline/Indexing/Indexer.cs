using VideoPipeline.Containers.Avi;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Sources;

namespace VideoPipeline.Indexing;

/// <summary>
/// Indexes any video: MP4 and MOV from their boxes, Matroska and WebM from the headers of their blocks, transport streams by a
/// scan, everything else by ffprobe.
/// </summary>
public static class Indexer
{
    /// <summary>Reads the index of what <paramref name="source"/> gives.</summary>
    /// <param name="source">The video.</param>
    /// <param name="temporaryFolder">Where a copy may lie while ffprobe reads it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsupportedVideoException">It is no video, or none that is understood.</exception>
    /// <exception cref="CorruptVideoException">It is damaged or cut off.</exception>
    public static async Task<VideoIndex> ReadAsync(
        IVideoSource source, string temporaryFolder, CancellationToken cancellation) =>
        await ParseAsync(source, temporaryFolder, cancellation) with { FetchedWhole = source.FetchedWhole };

    private static async Task<VideoIndex> ParseAsync(
        IVideoSource source, string temporaryFolder, CancellationToken cancellation)
    {
        try
        {
            if (await Mp4Indexer.ReadAsync(source, cancellation) is { } movie) return movie;
        }
        catch (CorruptVideoException damage) when (damage.InnerException is MalformedBoxException box)
        {
            return await ReadDamagedAsync(source, temporaryFolder, damage, box, cancellation);
        }
        if (await MatroskaIndexer.ReadAsync(source, cancellation) is { } segment) return segment;
        var transport = await TsIndexer.ReadAsync(source, cancellation);
        if (transport?.Index is { } proven) return proven;
        await AviLength.CheckAsync(source, cancellation);
        var probed = await ProbeAsync(source, temporaryFolder, cancellation);
        return transport?.WholeBecause is { } why ? probed with { WholeBecause = why } : probed;
    }

    // What ffmpeg makes of a table that contradicts itself is what counts, if it makes something of it.
    private static async Task<VideoIndex> ReadDamagedAsync(
        IVideoSource source, string temporaryFolder, CorruptVideoException damage, MalformedBoxException box, CancellationToken cancellation)
    {
        try
        {
            return await ProbeAsync(source, temporaryFolder, cancellation) with { WholeBecause = box.Message.TrimEnd('.') };
        }
        catch (Exception refused) when (refused is CorruptVideoException or UnsupportedVideoException)
        {
            throw damage;
        }
    }

    private static async Task<VideoIndex> ProbeAsync(IVideoSource source, string temporaryFolder, CancellationToken cancellation)
    {
        using var copy = await LocalCopy.MakeAsync(source, temporaryFolder, cancellation);
        var identity = new SourceIdentity(source.Uri, source.Length, source.Version);
        var probed = await ProbeIndexer.ReadAsync(copy.Path, identity, cancellation);
        copy.RequireUnchanged();
        return probed;
    }
}
