using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Steps from box to box at the top level of a file, reading headers and the boxes that are asked for.</summary>
internal sealed class TopLevelBoxReader(IVideoSource source) : IAsyncDisposable
{
    /// <summary>Larger than the tables of a week of video.</summary>
    private const long LargestBox = 512 << 20;

    /// <summary>More than the most entries take.</summary>
    private const long LargestSegmentIndex = 1 << 20;

    private static readonly string[] s_firstTypes = ["ftyp", "styp", "moov", "mdat", "wide", "free", "skip", "pnot"];

    private readonly WindowReader _reader = new(source);
    private long _next;

    /// <summary>The box that the file ends in the middle of, once it was reached.</summary>
    public BoxHeader? CutOff { get; private set; }

    /// <summary>Whether the first box is one that MP4 and QuickTime files begin with.</summary>
    public async ValueTask<bool> IsMp4Async(CancellationToken cancellation)
    {
        if (await HeaderAsync(0, cancellation) is not { } first || !s_firstTypes.Contains(first.Type)) return false;
        // A sentence may hold one of these words by chance; a box of a plausible size begins no text.
        return first.Size <= source.Length || first.Type is "ftyp" or "moov" or "mdat";
    }

    /// <returns>Null at the end of the file, and where what follows is no box.</returns>
    public async ValueTask<BoxHeader?> NextAsync(CancellationToken cancellation)
    {
        if (await HeaderAsync(_next, cancellation) is not { } header) return null;
        if (header.Size == 0) header = header with { Size = source.Length - header.Offset };
        if (header.Size > source.Length - header.Offset) CutOff = header;
        _next = CutOff is null ? header.Offset + header.Size : source.Length;
        if (header is { Type: "sidx", Size: <= LargestSegmentIndex } && CutOff is null)
        {
            var body = await BodyAsync(header, cancellation);
            _reader.Expect(SegmentIndex.Places(new Box(header.Type, header.Offset + header.HeaderLength, body.Span)));
        }
        return header;
    }

    /// <summary>The body of a box that <see cref="NextAsync"/> returned.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BodyAsync(BoxHeader header, CancellationToken cancellation)
    {
        var length = header.Size - header.HeaderLength;
        if (CutOff == header)
            throw new CorruptVideoException(
                $"{source.Uri}: box '{header.Type}' at byte {header.Offset}: it has {header.Size} bytes, but the file ends after " +
                $"{source.Length - header.Offset} of them: it was cut off. Fetch or export the file again.");
        if (length > LargestBox)
            throw new LimitExceededException(
                $"{source.Uri}: box '{header.Type}' at byte {header.Offset} has {header.Size} bytes; up to {LargestBox} are read. " +
                "Write the video again as several files.");
        return await _reader.ReadAsync(header.Offset + header.HeaderLength, (int)length, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async ValueTask<BoxHeader?> HeaderAsync(long offset, CancellationToken cancellation)
    {
        if (source.Length - offset < BoxHeader.ShortLength) return null;
        var bytes = await _reader.ReadAsync(offset, BoxHeader.LongLength, cancellation);
        return BoxHeader.TryRead(bytes.Span, offset, out var header) ? header : null;
    }
}
