using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Steps over the elements of the first segment in the order of the file, into clusters and block groups: reads headers, and
/// bodies where they are asked for.
/// </summary>
internal sealed class SegmentReader(IVideoSource source)
{
    /// <summary>Larger than the tracks of any film with its codecs' configurations.</summary>
    private const int LargestBody = 16 << 20;

    private static readonly uint[] s_inSegment =
    [
        ElementId.SeekHead, ElementId.Info, ElementId.Tracks, ElementId.Chapters, ElementId.Cluster, ElementId.Cues,
        ElementId.Attachments, ElementId.Tags, ElementId.Void, ElementId.Crc32,
    ];

    private static readonly uint[] s_inCluster =
    [
        ElementId.Timestamp, ElementId.Position, ElementId.PreviousSize, ElementId.SilentTracks, ElementId.SimpleBlock,
        ElementId.BlockGroup, ElementId.Void, ElementId.Crc32,
    ];

    private static readonly uint[] s_inGroup =
    [
        ElementId.Block, ElementId.BlockDuration, ElementId.ReferencePriority, ElementId.ReferenceBlock, ElementId.BlockAdditions,
        ElementId.CodecState, ElementId.DiscardPadding, ElementId.Void, ElementId.Crc32,
    ];

    private readonly AdaptiveWindow _window = new(source);
    private readonly Stack<ElementHeader> _parents = new();
    private long _next;

    /// <summary>Whether the file is a Matroska or WebM file; if so, its first segment is entered.</summary>
    public async ValueTask<bool> EnterAsync(CancellationToken cancellation)
    {
        var start = await _window.ReadAsync(0, 4, cancellation);
        if (!start.Span.SequenceEqual<byte>([0x1A, 0x45, 0xDF, 0xA3])) return false;
        var header = await ReadHeaderAsync(source.Length, cancellation);
        if (!IsUnderstood(new Element(header.Id, header.Body, (await BodyAsync(header, cancellation)).Span))) return false;
        _next = header.End;
        var segment = await ReadHeaderAsync(source.Length, cancellation);
        for (; segment.Id == ElementId.Void; segment = await ReadHeaderAsync(source.Length, cancellation)) _next = segment.End;
        if (segment.Id != ElementId.Segment) return false;
        if (segment.Size is not null && segment.End > source.Length) throw CutOff($"the {segment.End} that its header states");
        Enter(segment);
        return true;
    }

    /// <returns>The next element, its parents left and itself entered where it holds blocks; null at the end of the segment.</returns>
    public async ValueTask<ElementHeader?> NextAsync(CancellationToken cancellation)
    {
        while (_parents.Count > 1 && _next == _parents.Peek().End) _parents.Pop();
        if (_next == Math.Min(_parents.Peek().End, source.Length)) return AtEnd();
        var header = await ReadHeaderAsync(_parents.Peek().End, cancellation);
        // A cluster of unknown size ends where an element begins that only segments hold.
        if (_parents.Peek() is { Id: ElementId.Cluster, Size: null } && !s_inCluster.Contains(header.Id)) _parents.Pop();
        var known = _parents.Peek().Id switch
        {
            ElementId.Segment => s_inSegment,
            ElementId.Cluster => s_inCluster,
            _ => s_inGroup,
        };
        if (!known.Contains(header.Id)) throw new MalformedElementException(header.Id, header.Offset, "no such element belongs here.");
        if (header.Size is null ? header.Id != ElementId.Cluster : header.End > _parents.Peek().End)
            throw new MalformedElementException(header.Id, header.Offset, "it has no end within what holds it.");
        if (header.Size is not null && header.End > source.Length) throw CutOff($"at least {header.End}");
        if (header.Id is ElementId.Cluster or ElementId.BlockGroup) Enter(header);
        else _next = header.End;
        return header;
    }

    /// <summary>The body of an element that <see cref="NextAsync"/> returned.</summary>
    public ValueTask<ReadOnlyMemory<byte>> BodyAsync(ElementHeader header, CancellationToken cancellation) =>
        header.Size is { } size and <= LargestBody
            ? _window.ReadAsync(header.Body, (int)size, cancellation)
            : throw new MalformedElementException(header.Id, header.Offset, $"it has {header.Size} bytes.");

    /// <summary>The first bytes of an element's body.</summary>
    public ValueTask<ReadOnlyMemory<byte>> HeadAsync(ElementHeader header, int count, CancellationToken cancellation) =>
        _window.ReadAsync(header.Body, (int)Math.Min(count, header.Size.GetValueOrDefault()), cancellation);

    private void Enter(ElementHeader parent)
    {
        _parents.Push(parent);
        _next = parent.Body;
    }

    private ElementHeader? AtEnd()
    {
        var segment = _parents.Last();
        return segment.Size is null || segment.End == source.Length
            ? null
            : throw new MalformedElementException(ElementId.Segment, segment.Offset, "something follows it.");
    }

    private async ValueTask<ElementHeader> ReadHeaderAsync(long end, CancellationToken cancellation)
    {
        if (_next >= source.Length) throw CutOff("more");
        var bytes = await _window.ReadAsync(_next, (int)Math.Min(ElementHeader.Longest, Math.Min(end, source.Length) - _next), cancellation);
        var length = ElementHeader.Measure(bytes.Span);
        if (length > 0 && length <= bytes.Length) return ElementHeader.Read(bytes.Span, _next);
        throw length > 0 && _next + length > source.Length
            ? CutOff("more")
            : new MalformedElementException(0, _next, "these bytes begin no element.");
    }

    private static bool IsUnderstood(Element header)
    {
        var (type, longestId, longestSize, version) = ("", 4L, 8L, 1L);
        foreach (var element in header.Children())
        {
            switch (element.Id)
            {
                case ElementId.DocType: type = element.Text(); break;
                case ElementId.LongestId: longestId = element.Unsigned(); break;
                case ElementId.LongestSize: longestSize = element.Unsigned(); break;
                case ElementId.HeaderReadVersion: version = element.Unsigned(); break;
            }
        }
        return type is "matroska" or "webm" && longestId <= 4 && longestSize <= Vint.Longest && version <= 1;
    }

    private CorruptVideoException CutOff(string stated) => new(
        $"{SourceAddress.ForDisplay(source.Uri)} was cut off: {source.Length} bytes are there of {stated}. Fetch or export it again.");
}
