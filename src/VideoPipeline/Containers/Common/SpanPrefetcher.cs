using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.Common;

/// <summary>
/// Opens the spans of a slice in order, the next few before their turn, so that the wait for a server's answer passes while other
/// spans are read. What is held ahead is bounded: of each span its beginning.
/// </summary>
internal sealed class SpanPrefetcher(IVideoSource source, IEnumerable<ReadSpan> spans, CancellationToken cancellation) : IAsyncDisposable
{
    private const int InFlight = 4;
    private const int BeginningBytes = 256 * 1024;

    private readonly IEnumerator<ReadSpan> _spans = spans.GetEnumerator();
    private readonly Queue<(ReadSpan Span, Task<Stream> Bytes)> _opened = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>The next span and its bytes; null after the last. The stream is the caller's to dispose of.</summary>
    public async ValueTask<(ReadSpan Span, Stream Bytes)?> NextAsync()
    {
        while (_opened.Count < InFlight && _spans.MoveNext()) _opened.Enqueue((_spans.Current, OpenAsync(_spans.Current)));
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
            var beginning = new byte[Math.Min(span.Length, BeginningBytes)];
            var read = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, _stop.Token);
            return new PrefixedStream(beginning.AsMemory(0, read), stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>A stream whose beginning was read before.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> beginning, Stream rest) : ForwardOnlyStream
    {
        private ReadOnlyMemory<byte> _beginning = beginning;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_beginning.IsEmpty) return rest.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(buffer.Length, _beginning.Length);
            _beginning[..count].CopyTo(buffer);
            _beginning = _beginning[count..];
            return ValueTask.FromResult(count);
        }

        public override async ValueTask DisposeAsync()
        {
            await rest.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
