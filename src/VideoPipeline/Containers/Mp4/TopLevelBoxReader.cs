using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Reads the headers of the top-level boxes of a file sequentially, and the bodies on request.</summary>
internal sealed class TopLevelBoxReader(IVideoSource source) : IAsyncDisposable
{
    /// <summary>The maximum box size, in bytes: larger than the tables of a week of video.</summary>
    private const long MaxBoxBytes = 512 << 20;

    /// <summary>The maximum size of a segment index, in bytes: larger than one with the maximum number of entries.</summary>
    private const long MaxSegmentIndexBytes = 1 << 20;

    private static readonly string[] s_firstTypes = ["ftyp", "styp", "moov", "mdat", "wide", "free", "skip", "pnot"];

    private readonly WindowReader _reader = new(source);
    private long _next;

    /// <summary>The last box, if the file ends in the middle of it; null until it is reached.</summary>
    public BoxHeader? TruncatedBox { get; private set; }

    /// <summary>Whether the file starts with a box of a type with which MP4 and QuickTime files start.</summary>
    public async ValueTask<bool> IsMp4Async(CancellationToken cancellation)
    {
        if (await ReadHeaderAsync(0, cancellation) is not { } first || !s_firstTypes.Contains(first.Type)) return false;
        // Some of these types are English words and may occur at byte 4 of a text file. Its first 4 bytes are not a plausible
        // size.
        return first.Size <= source.Length || first.Type is "ftyp" or "moov" or "mdat";
    }

    /// <summary>Reads the header of the next box.</summary>
    /// <returns>Null at the end of the file, or if the next bytes are not a box header.</returns>
    public async ValueTask<BoxHeader?> NextAsync(CancellationToken cancellation)
    {
        if (await ReadHeaderAsync(_next, cancellation) is not { } header) return null;
        if (header.Size == 0) header = header with { Size = source.Length - header.Offset };
        if (header.Size > source.Length - header.Offset) TruncatedBox = header;
        _next = TruncatedBox is null ? header.Offset + header.Size : source.Length;
        if (header is { Type: "sidx", Size: <= MaxSegmentIndexBytes } && TruncatedBox is null)
        {
            var body = await ReadBodyAsync(header, cancellation);
            _reader.SchedulePrefetch(
                SegmentIndex.GetFragmentOffsets(new Box(header.Type, header.Offset + header.HeaderLength, body.Span)));
        }
        return header;
    }

    /// <summary>Reads the body of a box that <see cref="NextAsync"/> returned.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(BoxHeader header, CancellationToken cancellation)
    {
        var length = header.Size - header.HeaderLength;
        if (TruncatedBox == header)
            throw new CorruptVideoException(
                $"{source.DisplayName} is truncated: box '{header.Type}' at byte {header.Offset} " +
                $"has {source.Length - header.Offset} " +
                $"of {header.Size} bytes. Download or export the file again.");
        if (length > MaxBoxBytes)
            throw new LimitExceededException(
                $"{source.DisplayName}: box '{header.Type}' at byte {header.Offset} has {header.Size} bytes; the maximum is " +
                $"{MaxBoxBytes}. Split the video into several files.");
        return await _reader.ReadAsync(header.Offset + header.HeaderLength, (int)length, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async ValueTask<BoxHeader?> ReadHeaderAsync(long offset, CancellationToken cancellation)
    {
        if (source.Length - offset < BoxHeader.ShortLength) return null;
        var bytes = await _reader.ReadAsync(offset, BoxHeader.LongLength, cancellation);
        return BoxHeader.TryRead(bytes.Span, offset, out var header) ? header : null;
    }
}
