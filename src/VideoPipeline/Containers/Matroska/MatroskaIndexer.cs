using System.Numerics;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Indexes Matroska and WebM files (RFC 9559) from their head and the headers of all clusters and blocks. Large blocks are passed
/// over; among small ones, reading on costs less than asking again.
/// </summary>
public static class MatroskaIndexer
{
    private const int NanosecondsOfSecond = 1_000_000_000;

    /// <summary>Indexes the first video stream, as ffmpeg counts.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, CancellationToken)"/>
    public static Task<VideoIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation) => ReadAsync(source, null, cancellation);

    /// <summary>Indexes a video stream.</summary>
    /// <param name="source">The file.</param>
    /// <param name="wanted">Its number, as ffmpeg counts; null for the first video stream.</param>
    /// <param name="cancellation">Stops it between two reads.</param>
    /// <returns>
    /// Null where the file is no Matroska file, or one whose frames depend on what ffmpeg makes of it (a damaged one, tracks after the
    /// clusters, a codec by its Windows name, a projection…): another way of indexing may still do. Otherwise an index; where
    /// <see cref="VideoIndex.UnsplittableReason"/> is set, <see cref="VideoIndex.Samples"/> is what the blocks say, not what is proven.
    /// </returns>
    /// <exception cref="CorruptVideoException">The file was cut off.</exception>
    /// <exception cref="UnsupportedVideoException">Its video is encrypted.</exception>
    public static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? wanted, CancellationToken cancellation)
    {
        try
        {
            var walk = new SegmentReader(source);
            return await walk.EnterAsync(cancellation) ? await ReadAsync(source, wanted, walk, cancellation) : null;
        }
        catch (MalformedElementException)
        {
            return null;
        }
    }

    private static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? wanted, SegmentReader walk, CancellationToken cancellation)
    {
        var head = await SegmentHeaders.ReadAsync(walk, cancellation);
        var streams = head.Tracks.Where(track => track.IsStream).ToList();
        var stream = wanted ?? streams.FindIndex(track => track.Type == TrackEntry.VideoType);
        if (stream < 0 || stream >= streams.Count || streams[stream].Type != TrackEntry.VideoType) return null;
        if (streams.DistinctBy(track => track.Number).Count() < streams.Count) return null;
        var track = streams[stream];
        if (track.IsEncrypted)
            throw new UnsupportedVideoException(
                $"{SourceAddress.ForDisplay(source.Uri)}: its video is encrypted. Give a file without copy protection.");
        if (track.IsTransformed || MatroskaCodec.Support(track, [], reorders: false) is null) return null;

        var blocks = new BlockTable(walk, head.Tracks, track);
        await blocks.ReadAsync(cancellation);
        var samples = blocks.Rows.Build(0, blocks.Rows.Count);
        if (MatroskaCodec.Support(track, blocks.FirstSample, Reordering.IsReordered(samples)) is not { } codec) return null;
        var (frames, doubt) = Present(blocks, samples);
        var second = BigInteger.GreatestCommonDivisor(head.TimestampScale, NanosecondsOfSecond);
        var stated = new VideoIndex
        {
            Source = new SourceIdentity(source.Uri, source.Length, source.Version),
            Video = new VideoProperties
            {
                Container = "matroska",
                Codec = codec.Name,
                Stream = stream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = 0,
                TimeBase = new TimeBase((int)(head.TimestampScale / second), (int)(NanosecondsOfSecond / second)),
            },
            Samples = samples,
            Remark = wanted is null && samples.Count == 1 && streams.FindIndex(stream + 1, other => other.Type == TrackEntry.VideoType) is > 0 and var video
                ? CoverImageRemark.Of(stream, video, seconds: null)
                : null,
        };
        return Splittability.Decide(
            stated, frames, doubt, codec, () => new MatroskaTrack(head.TimestampScale, track.Bytes, blocks.FirstSample));
    }

    private static (FrameTable? Frames, string? Doubt) Present(BlockTable blocks, SampleTable samples)
    {
        if (blocks.Rows.UnprovenReason is { } doubt) return (null, doubt);
        if (samples.Count == 0) return (null, "it has no samples");
        if (samples.Size.Contains(0)) return (null, "it has samples without bytes");
        if (!samples.IsKey[0]) return (null, "its first sample is no key frame");
        if (blocks.Shown.Count == 0) return (null, "none of its frames is shown");
        return PresentationOrder.Of(samples, blocks.Shown, shift: 0);
    }
}
