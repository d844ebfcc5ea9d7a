using System.Buffers.Binary;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Slices as a Matroska file of their own, streamable: a segment of unknown size with a cluster for each sample.</summary>
/// <remarks>With clusters of one sample each, a sample's time is the cluster's, as it is in the index, whatever lies between two.</remarks>
public sealed class MatroskaRemuxer : IRemuxer
{
    private const int BlockHeadBytes = Vint.Longest + 3;
    private const byte KeyFlag = 0x80;

    private MatroskaRemuxer()
    {
    }

    /// <summary>The format.</summary>
    public static IRemuxer Instance { get; } = new MatroskaRemuxer();

    /// <inheritdoc/>
    /// <remarks>For the flag, see <see cref="Mp4.Mp4Remuxer.InputArguments"/>.</remarks>
    public string InputArguments => "-f matroska -flags +output_corrupt";

    /// <inheritdoc/>
    public bool WritesTableTimestamps => true;

    /// <inheritdoc/>
    public ISampleGuard? Guard(VideoIndex index) => index.Track is MatroskaTrack track
        ? SampleGuard.Of(MatroskaCodec.Support(TrackEntry.Parse(track.Entry), track.FirstSample, Reordering.IsReordered(index.Samples)))
        : null;

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var track = index.Track as MatroskaTrack ?? throw new InvalidInputException(
            $"{source.Uri} cannot be sliced: {index.UnsplittableReason ?? "it is no Matroska"}. Decode it as a whole.");
        var copy = new SampleReader(source, index.Samples, guard);
        var rows = copy.Rows(ranges);
        var number = TrackEntry.Parse(track.Entry).Number;
        var elements = new ElementWriter();
        WriteHead(elements, track);
        await output.WriteAsync(elements.Written, cancellation);
        await copy.ReadAsync(
            rows,
            async (row, sample) =>
            {
                elements.Clear();
                WriteClusterHead(elements, number, index.Samples.Pts[row], index.Samples.IsKey[row], sample.Length);
                await output.WriteAsync(elements.Written, cancellation);
                await output.WriteAsync(sample, cancellation);
            },
            cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void WriteHead(ElementWriter elements, MatroskaTrack track) => elements
        .Element(ElementId.Header, header => header
            .Unsigned(ElementId.HeaderVersion, 1)
            .Unsigned(ElementId.HeaderReadVersion, 1)
            .Unsigned(ElementId.LongestId, 4)
            .Unsigned(ElementId.LongestSize, Vint.Longest)
            .Text(ElementId.DocType, "matroska")
            .Unsigned(ElementId.DocTypeVersion, 4)
            .Unsigned(ElementId.DocTypeReadVersion, 2))
        .Header(ElementId.Segment, size: null)
        .Element(ElementId.Info, info => info.Unsigned(ElementId.TimestampScale, track.TimestampScale))
        .Element(ElementId.Tracks, track.Entry);

    // The cluster's time stamp, then all of a simple block but the sample itself.
    private static void WriteClusterHead(ElementWriter elements, long track, long time, bool isKey, int sampleBytes)
    {
        Span<byte> block = stackalloc byte[BlockHeadBytes];
        block.Clear();
        BinaryPrimitives.WriteInt64BigEndian(block, track);
        block[0] = 0x01;
        block[^1] = isKey ? KeyFlag : (byte)0;
        elements
            .Header(ElementId.Cluster, ElementWriter.UnsignedBytes(ElementId.Timestamp) +
                ElementWriter.HeaderBytes(ElementId.SimpleBlock) + BlockHeadBytes + sampleBytes)
            .Unsigned(ElementId.Timestamp, time)
            .Header(ElementId.SimpleBlock, BlockHeadBytes + sampleBytes)
            .Raw(block);
    }
}
