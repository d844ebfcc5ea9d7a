using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing;

/// <summary>
/// Indexes videos: MP4 and MOV from their boxes, Matroska and WebM from their block headers, transport streams by scanning the
/// packets, and all other formats with ffprobe.
/// </summary>
internal static class Indexer
{
    /// <summary>Indexes the first video stream of <paramref name="source"/>.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, string, CancellationToken)"/>
    public static Task<VideoIndex> ReadAsync(IVideoSource source, string temporaryFolder, CancellationToken cancellation) =>
        ReadAsync(source, stream: null, temporaryFolder, cancellation);

    /// <summary>Indexes a video stream of <paramref name="source"/>.</summary>
    /// <param name="source">The video.</param>
    /// <param name="stream">The number of the stream, as in ffmpeg; null for the first video stream.</param>
    /// <param name="temporaryFolder">The folder for a temporary copy for ffprobe.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="UnsupportedVideoException">The source is not a video, or its format is not supported.</exception>
    /// <exception cref="CorruptVideoException">The video is damaged or truncated.</exception>
    /// <exception cref="InvalidInputException">The stream does not exist, or is not a video stream.</exception>
    /// <exception cref="LimitExceededException">Its frames are too large, too many or too far apart.</exception>
    public static async Task<VideoIndex> ReadAsync(
        IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
    {
        var index = await ParseAsync(source, stream, temporaryFolder, cancellation);
        VideoLimits.Check(index);
        return index with
        {
            RequiresFullDownload = source.RequiresFullDownload,
            Source = index.Source with { Stream = stream },
            Content = await ContentIdentity.ComputeAsync(index, source, cancellation),
        };
    }

    private static async Task<VideoIndex> ParseAsync(
        IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
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
            return probed with
            {
                UnsplittableReason = found.UnsplittableReason ?? probed.UnsplittableReason,
                Remark = found.Remark ?? probed.Remark,
            };
        }
        catch (Exception exception)
            when (found.Damage is not null && exception is (CorruptVideoException or UnsupportedVideoException))
        {
            throw found.Damage;
        }
    }

    private static async Task<VideoIndex> ProbeAsync(
        IVideoSource source, int? stream, string temporaryFolder, CancellationToken cancellation)
    {
        using var copy = await LocalCopy.CreateAsync(source, temporaryFolder, cancellation);
        var identity = source.Identity with { Stream = stream };
        try
        {
            var probed = await ProbeIndexer.ReadAsync(copy.Path, identity, cancellation);
            copy.ThrowIfChanged();
            return probed;
        }
        catch (UnsupportedVideoException unsupported)
        {
            var head = new byte[ImageFormat.HeaderBytes];
            var length = await source.ReadAsync(0, head, cancellation);
            if (ImageFormat.Detect(head.AsSpan(0, length)) is not { } format) throw;
            throw new UnsupportedVideoException(
                $"{source.DisplayName} is an image ({format}), not a video. " +
                "Use classify, fingerprint or find for images.", unsupported);
        }
    }
}
