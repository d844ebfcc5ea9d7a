using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Reads a source through one window, so that boxes that lie together cost one request and little of what lies between them is
/// fetched: the window is twice as large as what was used of the last one. Windows at places that are known beforehand are fetched
/// a few at a time.
/// </summary>
internal sealed class WindowReader(IVideoSource source) : IAsyncDisposable
{
    private const int FirstWindow = 32 * 1024; // holds the first boxes of most files
    private const int SmallestWindow = 4 * 1024;
    private const int LargestWindow = 512 * 1024;
    private const int InFlight = 8;

    private readonly Queue<long> _places = new();
    private readonly Queue<(long Start, Task<byte[]> Bytes)> _fetched = new();
    private readonly CancellationTokenSource _stop = new();
    private byte[] _window = [];
    private long _start;
    private long _fetchedTo;
    private int _used = FirstWindow / 2;

    /// <summary>Boxes probably begin at these places.</summary>
    /// <param name="places">Ascending, after those told before.</param>
    public void Expect(IEnumerable<long> places)
    {
        foreach (var place in places) _places.Enqueue(place);
        _used = 0; // what told of them is no measure for what lies there
    }

    /// <summary>Up to <paramref name="count"/> bytes at <paramref name="offset"/>; fewer only at the end of the source.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        count = (int)Math.Min(count, Math.Max(0, source.Length - offset));
        if (!Holds(offset, count) && !await TakeFetchedAsync(offset, count, cancellation))
        {
            var room = _fetched.TryPeek(out var next) ? Math.Min(NextWindow, next.Start - offset) : NextWindow;
            (_window, _start) = (await FetchAsync(offset, Math.Max(count, room), cancellation), offset);
            _used = 0;
        }
        _used = Math.Max(_used, (int)(offset - _start) + count);
        return _window.AsMemory((int)(offset - _start), count);
    }

    /// <summary>Gives up what is being fetched.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (_, bytes) in _fetched) await ((Task)bytes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private int NextWindow => Math.Clamp(2 * _used, SmallestWindow, LargestWindow);

    private bool Holds(long offset, int count) => offset >= _start && offset + count <= _start + _window.Length;

    private async ValueTask<bool> TakeFetchedAsync(long offset, int count, CancellationToken cancellation)
    {
        while (true)
        {
            FetchMore(offset);
            if (!_fetched.TryPeek(out var next) || next.Start > offset) return false;
            (_window, _start) = (await next.Bytes.WaitAsync(cancellation), next.Start);
            _fetched.Dequeue();
            _used = 0;
            if (Holds(offset, count)) return true;
        }
    }

    private void FetchMore(long offset)
    {
        // Places that lie within a window which is under way need none of their own.
        while (_places.TryPeek(out var place) && (place < Math.Max(offset, _fetchedTo) || _fetched.Count < InFlight))
        {
            _places.Dequeue();
            if (place < Math.Max(offset, _fetchedTo) || place >= source.Length) continue;
            _fetched.Enqueue((place, FetchAsync(place, NextWindow, _stop.Token).AsTask()));
            _fetchedTo = place + NextWindow;
        }
    }

    private async ValueTask<byte[]> FetchAsync(long offset, long count, CancellationToken cancellation)
    {
        var window = new byte[Math.Min(count, source.Length - offset)];
        await source.ReadExactlyAsync(offset, window, cancellation);
        return window;
    }
}
