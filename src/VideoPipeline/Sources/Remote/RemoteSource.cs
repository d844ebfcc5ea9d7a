using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Remote;

/// <summary>A video that is read with range requests.</summary>
/// <param name="address">The address as the user gave it.</param>
/// <param name="requests">Sends the range requests.</param>
/// <param name="length">The length of the object in bytes.</param>
/// <param name="version">The version of the object (an entity tag or modification time); null if the server sends none.</param>
/// <param name="first">The bytes that opening has read.</param>
/// <param name="options">Attempts, delays, time-outs.</param>
/// <param name="access">Counts requests and bytes.</param>
internal sealed class RemoteSource(
    SourceAddress address, IRangeRequests requests, long length, string? version, ReadOnlyMemory<byte> first,
    RemoteOptions options, AccessCounter access) : IVideoSource
{
    public SourceAddress Address => address;

    public long Length => length;

    public string? Version => version;

    /// <summary>The requests sent and bytes of video received, including retries and redirects.</summary>
    public AccessCount Access => access.Count;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = (int)Math.Clamp(length - offset, 0, buffer.Length);
        if (offset + count <= first.Length)
        {
            first.Slice((int)Math.Min(offset, first.Length), count).CopyTo(buffer);
            return count;
        }
        await using var stream = Range(offset, count);
        await stream.ReadExactlyAsync(buffer[..count], cancellation);
        return count;
    }

    public ValueTask<Stream> OpenAsync(long offset, long count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return ValueTask.FromResult(Range(offset, Math.Clamp(length - offset, 0, count)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Stream Range(long offset, long count) => new ResumingStream(requests, offset, offset + count, options, access);
}
