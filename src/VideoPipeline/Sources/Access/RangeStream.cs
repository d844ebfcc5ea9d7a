namespace VideoPipeline.Sources.Access;

/// <summary>Reads at an offset into a buffer; fewer bytes than fit only at the end.</summary>
internal delegate ValueTask<int> ReadAt(long offset, Memory<byte> buffer, CancellationToken cancellation);

/// <summary>A range of something with random access, as a stream.</summary>
internal sealed class RangeStream(ReadAt read, long offset, long length) : ForwardOnlyStream
{
    private readonly long _end = offset + length;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, _end - _position);
        if (wanted == 0) return 0;
        var count = await read(_position, buffer[..wanted], cancellationToken);
        _position += count;
        return count;
    }
}
