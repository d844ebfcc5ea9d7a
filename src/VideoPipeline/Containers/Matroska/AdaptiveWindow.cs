using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// Reads a source sequentially through a window of adaptive size. Element headers are interleaved with the media data, so each
/// skip either reads unused data or starts another request. The window grows if elements are small, to send few requests, and
/// shrinks if they are large, to skip their data.
/// </summary>
internal sealed class AdaptiveWindow(IVideoSource source)
{
    /// <summary>
    /// The cost of a request, as the number of bytes that take the same time to transfer: tens of milliseconds on a fast
    /// connection.
    /// </summary>
    public const int RequestCostBytes = 256 * 1024;

    private const int MinSize = 4 * 1024;
    private const int InitialSize = 64 * 1024;
    private const int MaxSize = 4 * 1024 * 1024;
    private const int Factor = 4;

    private byte[] _buffer = [];
    private long _start;
    private int _length;
    private int _size = InitialSize / Factor;

    /// <summary>
    /// Reads <paramref name="count"/> bytes at <paramref name="offset"/>; fewer only at the end of the source. Valid until the
    /// next call.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (offset < _start || offset + count > _start + _length) await MoveAsync(offset, count, cancellation);
        return _buffer.AsMemory((int)(offset - _start), count);
    }

    private async ValueTask MoveAsync(long offset, int count, CancellationToken cancellation)
    {
        var isNear = offset - (_start + _length) <= RequestCostBytes;
        _size = isNear ? Math.Min(_size * Factor, MaxSize) : Math.Max(_size / Factor, MinSize);
        var length = (int)Math.Min(Math.Max(count, _size), source.Length - offset);
        if (_buffer.Length < length) _buffer = new byte[length];
        (_start, _length) = (offset, 0);
        await source.ReadExactlyAsync(offset, _buffer.AsMemory(0, length), cancellation);
        _length = length;
    }
}
