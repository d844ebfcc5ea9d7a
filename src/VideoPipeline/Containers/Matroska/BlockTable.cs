using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Collects the samples of one track from the headers of its blocks.</summary>
/// <param name="reader">Positioned inside the first cluster.</param>
/// <param name="tracks">All tracks of the file.</param>
/// <param name="track">The track to index.</param>
internal sealed class BlockTable(SegmentReader reader, IReadOnlyList<TrackEntry> tracks, TrackEntry track)
{
    /// <summary>The number of bytes read of each block: its header and the first header of its frame.</summary>
    private const int HeadBytes = 64;

    /// <summary>The maximum cluster time stamp. Prevents overflow.</summary>
    private const long MaxTime = 1L << 60;

    private readonly HashSet<long> _streams = [.. tracks.Where(other => other.IsStream).Select(other => other.Number)];
    private long? _clusterTime;
    private (ElementHeader Header, byte[] Head)? _groupBlock;
    private bool _hasReference;
    private bool _hasAdditionalData;

    /// <summary>The samples read so far.</summary>
    public SampleTableBuilder Rows { get; } = new();

    /// <summary>The rows of samples whose frame is presented: all but the hidden frames of VP8.</summary>
    public List<int> PresentedRows { get; } = [];

    /// <summary>The first bytes of the first sample.</summary>
    public byte[] FirstSample { get; private set; } = [];

    /// <summary>Reads the blocks up to the end of the segment.</summary>
    /// <exception cref="MalformedElementException">A cluster or block is malformed.</exception>
    public async ValueTask ReadAsync(CancellationToken cancellation)
    {
        while (await reader.NextAsync(cancellation) is { } element)
        {
            switch (element.Id)
            {
                case ElementId.Cluster:
                    EndGroup();
                    _clusterTime = null;
                    break;
                case ElementId.Timestamp:
                    EndGroup();
                    await ReadClusterTimeAsync(element, cancellation);
                    break;
                case ElementId.SimpleBlock:
                    EndGroup();
                    var head = await reader.ReadHeadAsync(element, HeadBytes, cancellation);
                    Add(element, head.Span, isKey: null);
                    break;
                case ElementId.BlockGroup:
                    EndGroup();
                    break;
                case ElementId.Block when _groupBlock is null:
                    _groupBlock = (element, (await reader.ReadHeadAsync(element, HeadBytes, cancellation)).ToArray());
                    break;
                case ElementId.Block:
                    throw new MalformedElementException(element.Id, element.Offset, "it is the second Block in its BlockGroup.");
                case ElementId.ReferenceBlock:
                    _hasReference = true;
                    break;
                case ElementId.BlockAdditions or ElementId.CodecState or ElementId.DiscardPadding:
                    _hasAdditionalData = true;
                    break;
                case ElementId.Info or ElementId.Tracks:
                    throw new MalformedElementException(element.Id, element.Offset, "it follows a cluster.");
            }
        }
        EndGroup();
    }

    private async ValueTask ReadClusterTimeAsync(ElementHeader element, CancellationToken cancellation)
    {
        var time = new Element(element.Id, element.BodyOffset, (await reader.ReadBodyAsync(element, cancellation)).Span)
            .Unsigned();
        if (_clusterTime is not null || time > MaxTime)
            throw new MalformedElementException(
                element.Id, element.Offset, $"the time stamp {time} is too large, or the second of its cluster.");
        _clusterTime = time;
    }

    private void EndGroup()
    {
        if (_groupBlock is var (header, head)) Add(header, head, isKey: !_hasReference);
        (_groupBlock, _hasReference, _hasAdditionalData) = (null, false, false);
    }

    private void Add(ElementHeader element, ReadOnlySpan<byte> bytes, bool? isKey)
    {
        // After a malformed block, or one of an unknown track, ffmpeg skips the rest of the cluster.
        if (BlockHeader.Read(bytes) is not { } head || !_streams.Contains(head.Track) || _clusterTime is not { } clusterTime)
            throw new MalformedElementException(
                element.Id, element.Offset, "its header is malformed, its track is unknown, or its cluster has no time stamp.");
        if (head.Track != track.Number) return;
        if (_hasAdditionalData) Rows.MarkUnproven("its blocks have additional data (such as an alpha channel)");
        if (head.IsLaced) Rows.MarkUnproven("some of its blocks contain several frames (lacing)");
        var time = clusterTime + head.Time;
        if (time < 0) Rows.MarkUnproven("it has frames with negative time stamps, which ffmpeg ignores");
        var size = element.Size.GetValueOrDefault() - head.Length;
        if (size > Array.MaxLength)
            throw new MalformedElementException(element.Id, element.Offset, $"its frame has {size} bytes, which is too large.");
        var sample = bytes[head.Length..];
        if (Rows.Count == 0) FirstSample = sample.ToArray();
        if (track.CodecId != MatroskaCodec.Vp8 || Vp8Guard.IsShown(sample)) PresentedRows.Add(Rows.Count);
        Rows.Add(element.BodyOffset + head.Length, (int)size, SampleTable.NoTimestamp, time, isKey ?? head.IsKey);
    }
}
