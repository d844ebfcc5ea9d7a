using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Reads the element headers of the first segment sequentially, including those in clusters and block groups, and the bodies on
/// request.
/// </summary>
internal sealed class SegmentReader(IVideoSource source)
{
    /// <summary>The maximum body size, in bytes: larger than the track entries and decoder configurations of any film.</summary>
    private const int MaxBodyBytes = 16 << 20;

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

    /// <summary>Enters the first segment. Returns false if the file is not a Matroska or WebM file.</summary>
    public async ValueTask<bool> EnterAsync(CancellationToken cancellation)
    {
        var start = await _window.ReadAsync(0, 4, cancellation);
        if (!start.Span.SequenceEqual<byte>([0x1A, 0x45, 0xDF, 0xA3])) return false;
        var header = await ReadHeaderAsync(source.Length, cancellation);
        if (!IsSupported(new Element(
            header.Id, header.BodyOffset, (await ReadBodyAsync(header, cancellation)).Span))) return false;
        _next = header.End;
        var segment = await ReadHeaderAsync(source.Length, cancellation);
        for (; segment.Id == ElementId.Void; segment = await ReadHeaderAsync(source.Length, cancellation)) _next = segment.End;
        if (segment.Id != ElementId.Segment) return false;
        if (segment.Size is not null && segment.End > source.Length) throw Truncated($"{segment.End}");
        Enter(segment);
        return true;
    }

    /// <summary>
    /// Reads the next element header. Enters the element if it is a cluster or block group, and skips its body otherwise.
    /// </summary>
    /// <returns>Null at the end of the segment.</returns>
    public async ValueTask<ElementHeader?> NextAsync(CancellationToken cancellation)
    {
        while (_parents.Count > 1 && _next == _parents.Peek().End) _parents.Pop();
        if (_next == Math.Min(_parents.Peek().End, source.Length)) return AtEnd();
        var header = await ReadHeaderAsync(_parents.Peek().End, cancellation);
        // A cluster of unknown size ends before the first element that is not allowed in clusters (RFC 8794, 6.2).
        if (_parents.Peek() is { Id: ElementId.Cluster, Size: null } && !s_inCluster.Contains(header.Id)) _parents.Pop();
        var allowed = _parents.Peek().Id switch
        {
            ElementId.Segment => s_inSegment,
            ElementId.Cluster => s_inCluster,
            _ => s_inGroup,
        };
        if (!allowed.Contains(header.Id))
            throw new MalformedElementException(header.Id, header.Offset, "it is not allowed in its parent element.");
        if (header.Size is null ? header.Id != ElementId.Cluster : header.End > _parents.Peek().End)
            throw new MalformedElementException(header.Id, header.Offset, "it extends beyond its parent element.");
        if (header.Size is not null && header.End > source.Length) throw Truncated($"at least {header.End}");
        if (header.Id is ElementId.Cluster or ElementId.BlockGroup) Enter(header);
        else _next = header.End;
        return header;
    }

    /// <summary>Reads the body of an element that <see cref="NextAsync"/> returned.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(ElementHeader header, CancellationToken cancellation) =>
        header.Size is { } size and <= MaxBodyBytes
            ? _window.ReadAsync(header.BodyOffset, (int)size, cancellation)
            : throw new MalformedElementException(
                header.Id, header.Offset, $"its body has {header.Size} bytes; the maximum is {MaxBodyBytes}.");

    /// <summary>Reads the first bytes of an element's body.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadHeadAsync(ElementHeader header, int count, CancellationToken cancellation) =>
        _window.ReadAsync(header.BodyOffset, (int)Math.Min(count, header.Size.GetValueOrDefault()), cancellation);

    private void Enter(ElementHeader parent)
    {
        _parents.Push(parent);
        _next = parent.BodyOffset;
    }

    private ElementHeader? AtEnd()
    {
        var segment = _parents.Last();
        return segment.Size is null || segment.End == source.Length
            ? null
            : throw new MalformedElementException(ElementId.Segment, segment.Offset, "data follow its end.");
    }

    private async ValueTask<ElementHeader> ReadHeaderAsync(long end, CancellationToken cancellation)
    {
        if (_next >= source.Length) throw Truncated($"at least {source.Length + 1}");
        var count = (int)Math.Min(ElementHeader.MaxLength, Math.Min(end, source.Length) - _next);
        var bytes = await _window.ReadAsync(_next, count, cancellation);
        var length = ElementHeader.Measure(bytes.Span);
        if (length > 0 && length <= bytes.Length) return ElementHeader.Read(bytes.Span, _next);
        throw length > 0 && _next + length > source.Length
            ? Truncated($"at least {_next + length}")
            : new MalformedElementException(0, _next, "there is no valid element header.");
    }

    private static bool IsSupported(Element header)
    {
        var (type, maxIdLength, maxSizeLength, version) = ("", 4L, 8L, 1L);
        foreach (var element in header.Children())
        {
            switch (element.Id)
            {
                case ElementId.DocType: type = element.Text(); break;
                case ElementId.EbmlMaxIdLength: maxIdLength = element.Unsigned(); break;
                case ElementId.EbmlMaxSizeLength: maxSizeLength = element.Unsigned(); break;
                case ElementId.EbmlReadVersion: version = element.Unsigned(); break;
            }
        }
        return type is "matroska" or "webm" && maxIdLength <= 4 && maxSizeLength <= Vint.MaxLength && version <= 1;
    }

    private CorruptVideoException Truncated(string expected) => new(
        $"{source.DisplayName} is truncated: it has {source.Length} of {expected} bytes. " +
        "Download or export it again.");
}
