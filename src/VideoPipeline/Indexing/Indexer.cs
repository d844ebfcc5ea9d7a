
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing;

/// <summary>
/// Indexes any video: MP4 and MOV from their boxes, Matroska and WebM from the headers of their blocks, transport streams by a
/// scan, everything else by ffprobe.
/// </summary>
public static class Indexer
{
    /// <summary>Reads the index of the first video stream of what <paramref name="source"/> gives.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, string, CancellationToken)"/>
    public static Task<VideoIndex> ReadAsync(IVideoSource source, string temporaryFolder, CancellationToken cancellation) =>
        ReadAsync(source, stream: null, temporaryFolder, cancellation);

    /// <summary>Reads the index of what <paramref name="source"/> gives.</summary>
    /// <param name="source">The video.</param>
    /// <param name="stream">The stream, as ffmpeg counts; null for the first video stream.</param>
    /// <param name="temporaryFolder">Where a copy may lie while ffprobe reads it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsupportedVideoException">It is no video, or none that is understood.</exception>
    /// <exception cref="CorruptVideoException">It is damaged or cut off.</exception>
    /// <exception cref="InvalidInputException">It has no such stream, or that is no video.</exception>
    public static async Task<VideoIndex> ReadAsync(IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
    {
        var index = await ParseAsync(source, stream, temporaryFolder, cancellation);
        return index with { RequiresFullDownload = source.RequiresFullDownload, Source = index.Source with { Stream = stream } };
    }

    private static async Task<VideoIndex> ParseAsync(IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
    {
        foreach (var container in ContainerFormats.All)
        {
            if (await container.IndexAsync(source, stream, cancellation) is not { } found) continue;
            return found.Index ?? await ProbeAsync(source, stream, temporaryFolder, found, cancellation);
        }
        return await ProbeAsync(source, stream, temporaryFolder, cancellation);
    }

    private static async Task<VideoIndex> ProbeAsync(
        IVideoSource source, int? stream, string temporaryFolder, ContainerIndex found, CancellationToken cancellation)
    {
        try
        {
            var probed = await ProbeAsync(source, stream, temporaryFolder, cancellation);
            return probed with { UnsplittableReason = found.UnsplittableReason ?? probed.UnsplittableReason };
        }
        catch (Exception refused) when (found.Damage is not null && refused is (CorruptVideoException or UnsupportedVideoException))
        {
            throw found.Damage;
        }
    }

    private static async Task<VideoIndex> ProbeAsync(IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
    {
        using var copy = await LocalCopy.MakeAsync(source, temporaryFolder, cancellation);
        var identity = new SourceIdentity(source.Uri, source.Length, source.Version, stream);
        try
        {
            var probed = await ProbeIndexer.ReadAsync(copy.Path, identity, cancellation);
            copy.ThrowIfChanged();
            return probed;
        }
        catch (UnsupportedVideoException unsupported)
        {
            var head = new byte[PictureFormat.HeadBytes];
            var length = await source.ReadAsync(0, head, cancellation);
            if (PictureFormat.Of(head.AsSpan(0, length)) is not { } format) throw;
            throw new UnsupportedVideoException(
                $"{SourceAddress.ForDisplay(source.Uri)} is a picture ({format}), not a video. Pictures are for classify, fingerprint and find.", unsupported);
        }
    }
}
