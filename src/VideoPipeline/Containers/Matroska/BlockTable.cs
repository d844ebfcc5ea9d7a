using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Gathers the blocks of one track, cluster after cluster, from their first bytes.</summary>
/// <param name="walk">Inside the first cluster.</param>
/// <param name="tracks">All tracks of the file.</param>
/// <param name="track">The one whose blocks are wanted.</param>
internal sealed class BlockTable(SegmentReader walk, IReadOnlyList<TrackEntry> tracks, TrackEntry track)
{
    /// <summary>As much of a block as is looked at: its own fields and the first header of a frame.</summary>
    private const int HeadBytes = 64;

    /// <summary>Longer than a video can be, and short enough to be added to.</summary>
    private const long LatestTime = 1L << 60;

    private readonly HashSet<long> _streams = [.. tracks.Where(other => other.IsStream).Select(other => other.Number)];
    private long? _clusterTime;
    private (ElementHeader Header, byte[] Head)? _grouped;
    private bool _refers;
    private bool _carriesMore;

    /// <summary>The samples so far.</summary>
    public SampleTableBuilder Rows { get; } = new();

    /// <summary>Rows of samples whose frame is shown; all of them but those that VP8 says are not.</summary>
    public List<int> Shown { get; } = [];

    /// <summary>The first bytes of the first sample.</summary>
    public byte[] FirstSample { get; private set; } = [];

    /// <summary>Reads up to the end of the segment.</summary>
    /// <exception cref="MalformedElementException">A block is not as it should be.</exception>
    public async ValueTask ReadAsync(CancellationToken cancellation)
    {
        while (await walk.NextAsync(cancellation) is { } element)
        {
            switch (element.Id)
            {
                case ElementId.Cluster:
                    EndGroup();
                    _clusterTime = null;
                    break;
                case ElementId.Timestamp:
                    EndGroup();
                    await BeginAsync(element, cancellation);
                    break;
                case ElementId.SimpleBlock:
                    EndGroup();
                    var head = await walk.HeadAsync(element, HeadBytes, cancellation);
                    Add(element, head.Span, isKey: null);
                    break;
                case ElementId.BlockGroup:
                    EndGroup();
                    break;
                case ElementId.Block when _grouped is null:
                    _grouped = (element, (await walk.HeadAsync(element, HeadBytes, cancellation)).ToArray());
                    break;
                case ElementId.Block:
                    throw new MalformedElementException(element.Id, element.Offset, "its group has another.");
                case ElementId.ReferenceBlock:
                    _refers = true;
                    break;
                case ElementId.BlockAdditions or ElementId.CodecState or ElementId.DiscardPadding:
                    _carriesMore = true;
                    break;
                case ElementId.Info or ElementId.Tracks:
                    throw new MalformedElementException(element.Id, element.Offset, "it comes after clusters.");
            }
        }
        EndGroup();
    }

    private async ValueTask BeginAsync(ElementHeader element, CancellationToken cancellation)
    {
        var time = new Element(element.Id, element.Body, (await walk.BodyAsync(element, cancellation)).Span).Unsigned();
        if (_clusterTime is not null || time > LatestTime)
            throw new MalformedElementException(element.Id, element.Offset, $"a cluster's time of {time}, or another one.");
        _clusterTime = time;
    }

    private void EndGroup()
    {
        if (_grouped is var (header, head)) Add(header, head, isKey: !_refers);
        (_grouped, _refers, _carriesMore) = (null, false, false);
    }

    private void Add(ElementHeader element, ReadOnlySpan<byte> bytes, bool? isKey)
    {
        // Of a block that it cannot read, or of no track, ffmpeg leaves out the rest of the cluster as well.
        if (BlockHeader.Read(bytes) is not { } head || !_streams.Contains(head.Track) || _clusterTime is not { } clusterTime)
            throw new MalformedElementException(element.Id, element.Offset, "it is no block of a track, or of no time.");
        if (head.Track != track.Number) return;
        if (_carriesMore) Rows.MarkUnproven("its blocks carry more than frames (transparency, for instance)");
        if (head.IsLaced) Rows.MarkUnproven("several of its frames are laced into one block");
        var time = clusterTime + head.Time;
        if (time < 0) Rows.MarkUnproven("it has frames before time zero, whose times ffmpeg drops");
        var size = element.Size.GetValueOrDefault() - head.Length;
        if (size > Array.MaxLength) throw new MalformedElementException(element.Id, element.Offset, $"it has {size} bytes.");
        var sample = bytes[head.Length..];
        if (Rows.Count == 0) FirstSample = sample.ToArray();
        if (track.CodecId != MatroskaCodec.Vp8 || Vp8Guard.IsShown(sample)) Shown.Add(Rows.Count);
        Rows.Add(element.Body + head.Length, (int)size, SampleTable.NoTimestamp, time, isKey ?? head.IsKey);
    }
}
