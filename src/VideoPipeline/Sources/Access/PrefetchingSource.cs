using VideoPipeline.Video;

namespace VideoPipeline.Sources.Access;

/// <summary>
/// A source that caches byte ranges that were prefetched, so that they are not read twice. All other bytes are read from the
/// underlying source, which it does not dispose.
/// </summary>
internal sealed class PrefetchingSource(IVideoSource source) : IVideoSource
{
    /// <summary>
    /// The maximum number of concurrent requests: enough to hide a web server's latency, few enough not to be throttled.
    /// </summary>
    private const int MaxConcurrentRequests = 4;

    private readonly SortedList<long, byte[]> _cached = [];

    public SourceAddress Address => source.Address;

    public long Length => source.Length;

    public string? Version => source.Version;

    public AccessCount Access => source.Access;

    /// <summary>Prefetches byte ranges, each in one request. Must not run concurrently with other reads.</summary>
    public async Task PrefetchAsync(IEnumerable<(long Offset, int Length)> ranges, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentRequests, CancellationToken = cancellation };
        await Parallel.ForEachAsync(ranges, options, async (range, stop) =>
        {
            var bytes = GC.AllocateUninitializedArray<byte>(range.Length);
            await source.ReadExactlyAsync(range.Offset, bytes, stop);
            lock (_cached) _cached[range.Offset] = bytes;
        });
    }

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var (bytes, next) = Lookup(offset + filled);
            var rest = buffer[filled..];
            if (bytes.IsEmpty)
            {
                var uncached = rest[..(int)Math.Min(rest.Length, next - offset - filled)];
                var read = await source.ReadAsync(offset + filled, uncached, cancellation);
                if (read == 0) break;
                filled += read;
            }
            else
            {
                var count = Math.Min(rest.Length, bytes.Length);
                bytes[..count].CopyTo(rest);
                filled += count;
            }
        }
        return filled;
    }

    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation) =>
        Lookup(offset) is { Bytes.IsEmpty: true } none && none.Next >= offset + length
            ? source.OpenAsync(offset, length, cancellation)
            : ValueTask.FromResult<Stream>(new RangeStream(ReadAsync, offset, length));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// The cached bytes from an offset on; if there are none, the offset at which the next cached range begins.
    /// </summary>
    private (ReadOnlyMemory<byte> Bytes, long Next) Lookup(long offset)
    {
        var (low, high) = (0, _cached.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_cached.GetKeyAtIndex(middle) <= offset) low = middle + 1;
            else high = middle;
        }
        if (low > 0 && offset - _cached.GetKeyAtIndex(low - 1) is var at && at < _cached.GetValueAtIndex(low - 1).Length)
            return (_cached.GetValueAtIndex(low - 1).AsMemory((int)at), offset);
        return (default, low < _cached.Count ? _cached.GetKeyAtIndex(low) : long.MaxValue);
    }
}
