using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Reads a source through a window of adaptive size, so that boxes that are close together need one request, and few unused bytes
/// are read. The size is twice the number of bytes that were used of the previous window. Windows at known positions are
/// prefetched, several at the same time.
/// </summary>
internal sealed class WindowReader(IVideoSource source) : IAsyncDisposable
{
    private const int FirstWindow = 32 * 1024; // contains the first boxes of most files
    private const int MinWindow = 4 * 1024;
    private const int MaxWindow = 512 * 1024;
    private const int MaxRequests = 8;

    private readonly Queue<long> _positions = new();
    private readonly Queue<(long Start, Task<byte[]> Bytes)> _fetched = new();
    private readonly CancellationTokenSource _stop = new();
    private byte[] _window = [];
    private long _start;
    private long _fetchedTo;
    private int _used = FirstWindow / 2;

    /// <summary>Schedules positions at which boxes are expected for prefetching.</summary>
    /// <param name="positions">File positions, ascending, after those scheduled before.</param>
    public void SchedulePrefetch(IEnumerable<long> positions)
    {
        foreach (var position in positions) _positions.Enqueue(position);
        _used = 0; // the size of the segment index says nothing about the size of the fragments
    }

    /// <summary>
    /// Reads <paramref name="count"/> bytes at <paramref name="offset"/>; fewer only at the end of the source.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (!Contains(offset, count) && !await UsePrefetchedAsync(offset, count, cancellation))
        {
            var size = _fetched.TryPeek(out var next) ? Math.Min(NextWindow, next.Start - offset) : NextWindow;
            (_window, _start) = (await FetchAsync(offset, Math.Max(count, size), cancellation), offset);
            _used = 0;
        }
        _used = Math.Max(_used, (int)(offset - _start) + count);
        return _window.AsMemory((int)(offset - _start), count);
    }

    /// <summary>Cancels the pending requests.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (_, bytes) in _fetched) await ((Task)bytes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private int NextWindow => Math.Clamp(2 * _used, MinWindow, MaxWindow);

    private bool Contains(long offset, int count) => offset >= _start && offset + count <= _start + _window.Length;

    private async ValueTask<bool> UsePrefetchedAsync(long offset, int count, CancellationToken cancellation)
    {
        while (true)
        {
            Prefetch(offset);
            if (!_fetched.TryPeek(out var next) || next.Start > offset) return false;
            (_window, _start) = (await next.Bytes.WaitAsync(cancellation), next.Start);
            _fetched.Dequeue();
            _used = 0;
            if (Contains(offset, count)) return true;
        }
    }

    private void Prefetch(long offset)
    {
        // A position inside a window that is already requested does not need another request.
        while (_positions.TryPeek(out var position) && (position < Math.Max(offset, _fetchedTo) || _fetched.Count < MaxRequests))
        {
            _positions.Dequeue();
            if (position < Math.Max(offset, _fetchedTo) || position >= source.Length) continue;
            _fetched.Enqueue((position, FetchAsync(position, NextWindow, _stop.Token).AsTask()));
            _fetchedTo = position + NextWindow;
        }
    }

    private async ValueTask<byte[]> FetchAsync(long offset, long count, CancellationToken cancellation)
    {
        var window = new byte[Math.Min(count, source.Length - offset)];
        await source.ReadExactlyAsync(offset, window, cancellation);
        return window;
    }
}
