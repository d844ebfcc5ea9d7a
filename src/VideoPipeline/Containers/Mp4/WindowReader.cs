using VideoPipeline.Sources;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Reads a source through one window of <see cref="WindowBytes"/>, so that boxes that lie together cost one request and what
/// lies between them is never fetched.
/// </summary>
internal sealed class WindowReader(IVideoSource source)
{
    /// <summary>Large enough for hundreds of small fragments, small beside what a request costs.</summary>
    public const int WindowBytes = 32 * 1024;

    private byte[] _window = [];
    private long _start;

    /// <summary>Up to <paramref name="count"/> bytes at <paramref name="offset"/>; fewer only at the end of the source.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (offset < _start || offset + count > _start + _window.Length)
        {
            var window = new byte[Math.Min(Math.Max(count, WindowBytes), source.Length - offset)];
            await source.ReadExactlyAsync(offset, window, cancellation);
            (_window, _start) = (window, offset);
        }
        return _window.AsMemory((int)(offset - _start), count);
    }
}
