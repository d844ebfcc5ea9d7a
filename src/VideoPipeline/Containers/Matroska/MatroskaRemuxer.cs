using System.Buffers.Binary;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Remuxes ranges of samples into a streamable Matroska file: a segment of unknown size with one cluster per sample.
/// </summary>
/// <remarks>
/// With one cluster per sample, the cluster's time stamp is the sample's PTS, whatever the distance between two samples.
/// </remarks>
internal sealed class MatroskaRemuxer : IRemuxer
{
    private const int BlockHeaderBytes = Vint.MaxLength + 3;
    private const byte KeyFlag = 0x80;

    private MatroskaRemuxer()
    {
    }

    /// <summary>The only instance.</summary>
    public static IRemuxer Instance { get; } = new MatroskaRemuxer();

    /// <inheritdoc/>
    /// <remarks>See <see cref="Mp4.Mp4Remuxer.InputArguments"/> for the flag.</remarks>
    public string InputArguments => "-f matroska -flags +output_corrupt";

    /// <inheritdoc/>
    public bool WritesTableTimestamps => true;

    /// <inheritdoc/>
    public ISampleGuard? CreateGuard(VideoIndex index) => index.Track is MatroskaTrack track
        ? SampleGuard.Create(
            MatroskaCodec.Support(TrackEntry.Parse(track.Entry), track.FirstSample, Reordering.IsReordered(index.Samples)))
        : null;

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var track = index.GetTrack<MatroskaTrack>("a Matroska file");
        var reader = new SampleReader(source, index.Samples, guard);
        var rows = reader.ExpandRanges(ranges);
        var number = TrackEntry.Parse(track.Entry).Number;
        var elements = new ElementWriter();
        WriteHeaders(elements, track);
        await output.WriteAsync(elements.Written, cancellation);
        await reader.ReadAsync(
            rows,
            async (row, sample) =>
            {
                elements.Clear();
                WriteClusterHeader(elements, number, index.Samples.Pts[row], index.Samples.IsKey[row], sample.Length);
                await output.WriteAsync(elements.Written, cancellation);
                await output.WriteAsync(sample, cancellation);
            },
            cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void WriteHeaders(ElementWriter elements, MatroskaTrack track) => elements
        .Element(ElementId.EbmlHeader, header => header
            .Unsigned(ElementId.EbmlVersion, 1)
            .Unsigned(ElementId.EbmlReadVersion, 1)
            .Unsigned(ElementId.EbmlMaxIdLength, 4)
            .Unsigned(ElementId.EbmlMaxSizeLength, Vint.MaxLength)
            .Text(ElementId.DocType, "matroska")
            .Unsigned(ElementId.DocTypeVersion, 4)
            .Unsigned(ElementId.DocTypeReadVersion, 2))
        .Header(ElementId.Segment, size: null)
        .Element(ElementId.Info, info => info.Unsigned(ElementId.TimestampScale, track.TimestampScale))
        .Element(ElementId.Tracks, track.Entry);

    // Writes a cluster up to the data of its only SimpleBlock.
    private static void WriteClusterHeader(ElementWriter elements, long track, long time, bool isKey, int sampleBytes)
    {
        Span<byte> block = stackalloc byte[BlockHeaderBytes];
        block.Clear();
        BinaryPrimitives.WriteInt64BigEndian(block, track);
        block[0] = 0x01;
        block[^1] = isKey ? KeyFlag : (byte)0;
        elements
            .Header(ElementId.Cluster, ElementWriter.UnsignedBytes(ElementId.Timestamp) +
                ElementWriter.HeaderBytes(ElementId.SimpleBlock) + BlockHeaderBytes + sampleBytes)
            .Unsigned(ElementId.Timestamp, time)
            .Header(ElementId.SimpleBlock, BlockHeaderBytes + sampleBytes)
            .Raw(block);
    }
}
