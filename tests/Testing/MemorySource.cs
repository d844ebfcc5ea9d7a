using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Testing;

/// <summary>A video in memory that counts reads.</summary>
internal sealed class MemorySource(byte[] content, string address = "memory") : IVideoSource
{
    private long _bytes;
    private long _requests;

    public SourceAddress Address => address;

    public long Length => content.Length;

    public string? Version => null;

    public AccessCount Access => new(_bytes, _requests);

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = (int)Math.Clamp(content.Length - offset, 0, buffer.Length);
        content.AsSpan((int)Math.Min(offset, content.Length), count).CopyTo(buffer.Span);
        Count(count);
        return ValueTask.FromResult(count);
    }

    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation)
    {
        Count(length);
        return ValueTask.FromResult<Stream>(new MemoryStream(content, (int)offset, (int)length, writable: false));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Count(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _requests);
    }
}
