namespace VideoPipeline.Sources.Access;

/// <summary>
/// A source of which some stretches were read ahead, to be looked at and then handed on without being read twice; the rest is
/// read from the source itself. It does not own that source.
/// </summary>
internal sealed class PrefetchingSource(IVideoSource source) : IVideoSource
{
    /// <summary>Requests under way at a time: enough to hide a web server's delay, few enough not to be throttled.</summary>
    private const int MostRequests = 4;

    private readonly SortedList<long, byte[]> _stretches = [];

    public string Uri => source.Uri;

    public long Length => source.Length;

    public string? Version => source.Version;

    public AccessCount Access => source.Access;

    /// <summary>Reads stretches ahead, each in one request. Not at the same time as other reads.</summary>
    public async Task PrefetchAsync(IEnumerable<(long Offset, int Length)> wanted, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MostRequests, CancellationToken = cancellation };
        await Parallel.ForEachAsync(wanted, options, async (stretch, stop) =>
        {
            var bytes = GC.AllocateUninitializedArray<byte>(stretch.Length);
            await source.ReadExactlyAsync(stretch.Offset, bytes, stop);
            lock (_stretches) _stretches[stretch.Offset] = bytes;
        });
    }

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var (bytes, next) = At(offset + filled);
            var rest = buffer[filled..];
            if (bytes.IsEmpty)
            {
                var read = await source.ReadAsync(offset + filled, rest[..(int)Math.Min(rest.Length, next - offset - filled)], cancellation);
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
        At(offset) is { Bytes.IsEmpty: true } none && none.Next >= offset + length
            ? source.OpenAsync(offset, length, cancellation)
            : ValueTask.FromResult<Stream>(new RangeStream(ReadAsync, offset, length));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What was read ahead from a place on; where nothing was, the place where the next stretch begins.</summary>
    private (ReadOnlyMemory<byte> Bytes, long Next) At(long place)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches.GetKeyAtIndex(middle) <= place) low = middle + 1;
            else high = middle;
        }
        if (low > 0 && place - _stretches.GetKeyAtIndex(low - 1) is var at && at < _stretches.GetValueAtIndex(low - 1).Length)
            return (_stretches.GetValueAtIndex(low - 1).AsMemory((int)at), place);
        return (default, low < _stretches.Count ? _stretches.GetKeyAtIndex(low) : long.MaxValue);
    }
}
