namespace VideoPipeline.Sources.Access;

/// <summary>Reads at an offset into a buffer. Returns fewer bytes than fit only at the end of the data.</summary>
internal delegate ValueTask<int> PositionedRead(long offset, Memory<byte> buffer, CancellationToken cancellation);

/// <summary>A stream over a byte range of random-access data.</summary>
internal sealed class RangeStream(PositionedRead read, long offset, long length) : ForwardOnlyStream
{
    private readonly long _end = offset + length;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var remaining = (int)Math.Min(buffer.Length, _end - _position);
        if (remaining == 0) return 0;
        var count = await read(_position, buffer[..remaining], cancellationToken);
        _position += count;
        return count;
    }
}
