using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Reads a source from front to back through a window that finds its own size. Headers of elements stand among the media data, so
/// there is a choice between reading data that nobody wants and asking once more: where elements are small the window grows and
/// requests are few, where they are large it shrinks and what lies between is passed over.
/// </summary>
internal sealed class AdaptiveWindow(IVideoSource source)
{
    /// <summary>What a request costs, in bytes that could be read instead: tens of milliseconds of a fast connection.</summary>
    public const int WorthARequest = 256 * 1024;

    private const int Smallest = 4 * 1024;
    private const int First = 64 * 1024;
    private const int Largest = 4 * 1024 * 1024;
    private const int Step = 4;

    private byte[] _buffer = [];
    private long _start;
    private int _length;
    private int _size = First / Step;

    /// <summary>Up to <paramref name="count"/> bytes at <paramref name="offset"/>, valid until the next call; fewer only at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (offset < _start || offset + count > _start + _length) await MoveAsync(offset, count, cancellation);
        return _buffer.AsMemory((int)(offset - _start), count);
    }

    private async ValueTask MoveAsync(long offset, int count, CancellationToken cancellation)
    {
        _size = offset - (_start + _length) <= WorthARequest ? Math.Min(_size * Step, Largest) : Math.Max(_size / Step, Smallest);
        var length = (int)Math.Min(Math.Max(count, _size), source.Length - offset);
        if (_buffer.Length < length) _buffer = new byte[length];
        (_start, _length) = (offset, 0);
        await source.ReadExactlyAsync(offset, _buffer.AsMemory(0, length), cancellation);
        _length = length;
    }
}
