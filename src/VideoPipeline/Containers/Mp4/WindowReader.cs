using VideoPipeline.Sources;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Reads a source through one window, so that boxes that lie together cost one request and little of what lies between them is
/// fetched: the window is twice as large as what was used of the last one.
/// </summary>
internal sealed class WindowReader(IVideoSource source)
{
    /// <summary>The first window, which holds the first boxes of most files.</summary>
    public const int FirstWindow = 32 * 1024;

    private const int SmallestWindow = 4 * 1024;
    private const int LargestWindow = 512 * 1024;

    private byte[] _window = [];
    private long _start;
    private int _used = FirstWindow / 2;

    /// <summary>Up to <paramref name="count"/> bytes at <paramref name="offset"/>; fewer only at the end of the source.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (offset < _start || offset + count > _start + _window.Length)
        {
            var size = Math.Max(count, Math.Clamp(2 * _used, SmallestWindow, LargestWindow));
            var window = new byte[Math.Min(size, source.Length - offset)];
            await source.ReadExactlyAsync(offset, window, cancellation);
            (_window, _start, _used) = (window, offset, 0);
        }
        _used = Math.Max(_used, (int)(offset - _start) + count);
        return _window.AsMemory((int)(offset - _start), count);
    }
}
