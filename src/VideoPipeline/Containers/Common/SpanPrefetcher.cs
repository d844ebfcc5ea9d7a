using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Common;

/// <summary>
/// Opens spans in order and prefetches the start of the next few, to hide the latency of the server. Buffers a limited number of
/// bytes of each span.
/// </summary>
internal sealed class SpanPrefetcher(IVideoSource source, IEnumerable<ReadSpan> spans, CancellationToken cancellation)
    : IAsyncDisposable
{
    private const int MaxRequests = 4;
    private const int PrefetchBytes = 256 * 1024;

    private readonly IEnumerator<ReadSpan> _spans = spans.GetEnumerator();
    private readonly Queue<(ReadSpan Span, Task<Stream> Bytes)> _opened = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Returns the next span and its bytes; null after the last. The caller disposes the stream.</summary>
    public async ValueTask<(ReadSpan Span, Stream Bytes)?> NextAsync()
    {
        while (_opened.Count < MaxRequests && _spans.MoveNext()) _opened.Enqueue((_spans.Current, OpenAsync(_spans.Current)));
        return _opened.TryDequeue(out var next) ? (next.Span, await next.Bytes) : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (_, bytes) in _opened)
        {
            await ((Task)bytes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (bytes.IsCompletedSuccessfully) await bytes.Result.DisposeAsync();
        }
        _spans.Dispose();
        _stop.Dispose();
    }

    private async Task<Stream> OpenAsync(ReadSpan span)
    {
        var stream = await source.OpenAsync(span.Offset, span.Length, _stop.Token);
        try
        {
            var prefix = new byte[Math.Min(span.Length, PrefetchBytes)];
            var read = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, _stop.Token);
            return new PrefixedStream(prefix.AsMemory(0, read), stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>A stream whose first bytes are already in memory.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardOnlyStream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_prefix.IsEmpty) return rest.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(buffer.Length, _prefix.Length);
            _prefix[..count].CopyTo(buffer);
            _prefix = _prefix[count..];
            return ValueTask.FromResult(count);
        }

        public override async ValueTask DisposeAsync()
        {
            await rest.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
