using VideoPipeline.Sources.Access;

namespace VideoPipeline.Sources.Remote;

/// <summary>A video behind requests for byte ranges.</summary>
/// <param name="uri">The address as given.</param>
/// <param name="requests">What asks.</param>
/// <param name="length">Bytes of the object.</param>
/// <param name="version">Which version of the object it is; null where the server does not tell.</param>
/// <param name="first">Bytes that came with opening.</param>
/// <param name="options">Attempts, waits, time-outs.</param>
/// <param name="access">What counts.</param>
internal sealed class RemoteSource(
    string uri, IRangeRequests requests, long length, string? version, ReadOnlyMemory<byte> first, RemoteOptions options,
    AccessCounter access) : IVideoSource
{
    public string Uri => uri;

    public long Length => length;

    public string? Version => version;

    /// <summary>Requests sent and bytes of video received, repeated ones and redirects too.</summary>
    public AccessCount Access => access.Count;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var wanted = (int)Math.Clamp(length - offset, 0, buffer.Length);
        if (offset + wanted <= first.Length)
        {
            first.Slice((int)Math.Min(offset, first.Length), wanted).CopyTo(buffer);
            return wanted;
        }
        await using var stream = Range(offset, wanted);
        await stream.ReadExactlyAsync(buffer[..wanted], cancellation);
        return wanted;
    }

    public ValueTask<Stream> OpenAsync(long offset, long count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return ValueTask.FromResult(Range(offset, Math.Clamp(length - offset, 0, count)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Stream Range(long offset, long count) => new ResumingStream(requests, offset, offset + count, options, access);
}
