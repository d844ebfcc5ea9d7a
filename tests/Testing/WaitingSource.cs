using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Testing;

/// <summary>
/// A source that blocks reads until the given number of reads wait concurrently. Reads at offset 0 are neither blocked nor
/// counted.
/// </summary>
internal sealed class WaitingSource(IVideoSource source, int requests) : IVideoSource
{
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    public SourceAddress Address => source.Address;

    public long Length => source.Length;

    public string? Version => source.Version;

    public AccessCount Access => source.Access;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        await WaitAsync(offset, cancellation);
        return await source.ReadAsync(offset, buffer, cancellation);
    }

    public async ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation)
    {
        await WaitAsync(offset, cancellation);
        return await source.OpenAsync(offset, length, cancellation);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private Task WaitAsync(long offset, CancellationToken cancellation)
    {
        if (offset == 0) return Task.CompletedTask;
        if (Interlocked.Increment(ref _waiting) == requests) _enough.SetResult();
        return _enough.Task.WaitAsync(cancellation);
    }
}
