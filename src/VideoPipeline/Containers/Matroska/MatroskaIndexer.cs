using System.Numerics;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Indexes Matroska and WebM files (RFC 9559) from the segment's headers and the headers of all clusters and blocks. Skips the
/// data of large blocks; small blocks are read, because that is cheaper than another request.
/// </summary>
internal static class MatroskaIndexer
{
    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Indexes the first video stream in ffmpeg's order.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, CancellationToken)"/>
    public static Task<VideoIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation) =>
        ReadAsync(source, null, cancellation);

    /// <summary>Indexes a video stream.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">ffmpeg's stream index; null for the first video stream.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <returns>
    /// The index. If <see cref="VideoIndex.UnsplittableReason"/> is set, <see cref="VideoIndex.Samples"/> has the values in the
    /// blocks, which are not proven to be correct. Null if the file is not a Matroska file, or if its frames depend on how ffmpeg
    /// handles it (a damaged file, tracks after the clusters, a codec with a Windows FourCC, a projection…); another indexer
    /// may support it.
    /// </returns>
    /// <exception cref="CorruptVideoException">The file is truncated.</exception>
    /// <exception cref="UnsupportedVideoException">The video is encrypted.</exception>
    public static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        try
        {
            var reader = new SegmentReader(source);
            return await reader.EnterAsync(cancellation) ? await ReadAsync(source, stream, reader, cancellation) : null;
        }
        catch (MalformedElementException)
        {
            return null;
        }
    }

    private static async Task<VideoIndex?> ReadAsync(
        IVideoSource source, int? requested, SegmentReader reader, CancellationToken cancellation)
    {
        var headers = await SegmentHeaders.ReadAsync(reader, cancellation);
        var streams = headers.Tracks.Where(track => track.IsStream).ToList();
        var stream = requested ?? streams.FindIndex(track => track.Type == TrackEntry.VideoType);
        if (stream < 0 || stream >= streams.Count || streams[stream].Type != TrackEntry.VideoType) return null;
        if (streams.DistinctBy(track => track.Number).Count() < streams.Count) return null;
        var track = streams[stream];
        if (track.IsEncrypted)
            throw new UnsupportedVideoException(
                $"{source.DisplayName}: the video is encrypted. Use a file without copy protection.");
        if (track.IsTransformed || MatroskaCodec.Support(track, [], reorders: false) is null) return null;

        var blocks = new BlockTable(reader, headers.Tracks, track);
        await blocks.ReadAsync(cancellation);
        var samples = blocks.Rows.Build(0, blocks.Rows.Count);
        if (MatroskaCodec.Support(track, blocks.FirstSample, Reordering.IsReordered(samples)) is not { } codec) return null;
        var (frames, unproven) = SortFrames(blocks, samples);
        var divisor = BigInteger.GreatestCommonDivisor(headers.TimestampScale, NanosecondsPerSecond);
        var index = new VideoIndex
        {
            Source = source.Identity,
            Video = new VideoProperties
            {
                Container = "matroska",
                Codec = codec.Name,
                Stream = stream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = 0,
                TimeBase = new TimeBase((int)(headers.TimestampScale / divisor), (int)(NanosecondsPerSecond / divisor)),
            },
            Samples = samples,
            Remark = requested is null && samples.Count == 1
                && streams.FindIndex(stream + 1, other => other.Type == TrackEntry.VideoType) is > 0 and var video
                ? CoverImageRemark.Format(stream, video, seconds: null)
                : null,
        };
        return Splittability.Decide(
            index, frames, unproven, codec, () => new MatroskaTrack(headers.TimestampScale, track.Bytes, blocks.FirstSample));
    }

    private static (FrameTable? Frames, string? UnprovenReason) SortFrames(BlockTable blocks, SampleTable samples)
    {
        if (blocks.Rows.UnprovenReason is { } unproven) return (null, unproven);
        if (samples.Count == 0) return (null, "it has no samples");
        if (samples.Size.Contains(0)) return (null, "it has empty samples");
        if (!samples.IsKey[0]) return (null, "its first sample is not a key frame");
        if (blocks.PresentedRows.Count == 0) return (null, "all of its frames are hidden");
        return PresentationOrder.SortFrames(samples, blocks.PresentedRows, shift: 0);
    }
}
