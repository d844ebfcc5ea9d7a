using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Access;

/// <summary>Random access to the bytes of a video, wherever they lie. Safe for concurrent reads.</summary>
/// <remarks>
/// Every read throws <see cref="VideoChangedException"/> when the object is no longer the one that was opened, and
/// <see cref="SourceUnavailableException"/> when it stays out of reach after the retries of the source.
/// </remarks>
public interface IVideoSource : IAsyncDisposable
{
    /// <summary>The address as the user gave it.</summary>
    string Uri { get; }

    /// <summary>Bytes in all.</summary>
    long Length { get; }

    /// <summary>What changes when the content does (an entity tag, a modification time), or null where nothing tells.</summary>
    string? Version { get; }

    /// <summary>
    /// Whether opening fetched the whole video, because its server gives no byte ranges. Each further reader would do so again.
    /// </summary>
    bool RequiresFullDownload => false;

    /// <summary>Whether its bytes lie on this machine, so that reading some of them costs next to nothing.</summary>
    bool IsLocal => false;

    /// <summary>What has been read through this source so far.</summary>
    AccessCount Access { get; }

    /// <summary>Reads at <paramref name="offset"/>; fewer bytes than asked only at the end. One request.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>A forward-only stream over <paramref name="length"/> bytes from <paramref name="offset"/>. One request.</summary>
    ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation);
}

/// <summary>Bytes and requests that a source has answered.</summary>
public readonly record struct AccessCount(long Bytes, long Requests)
{
    /// <summary>The two together.</summary>
    public static AccessCount operator +(AccessCount left, AccessCount right) =>
        new(left.Bytes + right.Bytes, left.Requests + right.Requests);

    /// <summary>What came after <paramref name="right"/> was read.</summary>
    public static AccessCount operator -(AccessCount left, AccessCount right) =>
        new(left.Bytes - right.Bytes, left.Requests - right.Requests);
}

/// <summary>Reads that must be complete.</summary>
public static class VideoSourceReads
{
    /// <summary>Fills <paramref name="buffer"/>.</summary>
    /// <exception cref="CorruptVideoException">The source ends before.</exception>
    public static async ValueTask ReadExactlyAsync(
        this IVideoSource source, long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = await source.ReadAsync(offset, buffer, cancellation);
        if (read < buffer.Length)
            throw new CorruptVideoException(
                $"{SourceAddress.ForDisplay(source.Uri)} ends at byte {offset + read}, but bytes up to {offset + buffer.Length} " +
                "are needed: it was cut off. Fetch or export it again.");
    }
}
