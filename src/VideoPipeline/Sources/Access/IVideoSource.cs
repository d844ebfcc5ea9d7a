using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Access;

/// <summary>Random access to the bytes of a video in a file, on a web server or in S3. Safe for concurrent reads.</summary>
/// <remarks>
/// Every read throws <see cref="VideoChangedException"/> if the object is no longer the one that was opened, and
/// <see cref="SourceUnavailableException"/> if all retries failed.
/// </remarks>
internal interface IVideoSource : IAsyncDisposable
{
    /// <summary>The address as the user gave it.</summary>
    SourceAddress Address { get; }

    /// <summary>The address for messages, without credentials and signatures.</summary>
    string DisplayName => Address.ToString();

    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <summary>A value that changes when the content changes (an entity tag or modification time); null if unknown.</summary>
    string? Version { get; }

    /// <summary>The identity of what was opened.</summary>
    SourceIdentity Identity => new(DisplayName, Length, Version);

    /// <summary>
    /// Whether opening downloaded the whole video, because its server does not support range requests. Each further reader would
    /// download it again.
    /// </summary>
    bool RequiresFullDownload => false;

    /// <summary>Whether the bytes are on this machine, so that small reads are cheap.</summary>
    bool IsLocal => false;

    /// <summary>The bytes and requests so far.</summary>
    AccessCount Access { get; }

    /// <summary>
    /// Reads at <paramref name="offset"/>, in one request. Returns fewer bytes than fit only at the end of the video.
    /// </summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>
    /// Opens a forward-only stream over <paramref name="length"/> bytes from <paramref name="offset"/>, in one request.
    /// </summary>
    ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation);
}

/// <summary>The bytes read and the requests sent by a source.</summary>
internal readonly record struct AccessCount(long Bytes, long Requests)
{
    /// <summary>Adds two counts.</summary>
    public static AccessCount operator +(AccessCount left, AccessCount right) =>
        new(left.Bytes + right.Bytes, left.Requests + right.Requests);

    /// <summary>The difference of two counts.</summary>
    public static AccessCount operator -(AccessCount left, AccessCount right) =>
        new(left.Bytes - right.Bytes, left.Requests - right.Requests);
}

/// <summary>Extension methods for reading.</summary>
internal static class VideoSourceReads
{
    /// <summary>Reads until <paramref name="buffer"/> is full.</summary>
    /// <exception cref="CorruptVideoException">The source ends before that.</exception>
    public static async ValueTask ReadExactlyAsync(
        this IVideoSource source, long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = await source.ReadAsync(offset, buffer, cancellation);
        if (read < buffer.Length)
            throw new CorruptVideoException(
                $"{source.DisplayName} is truncated: it ends at byte {offset + read}, but bytes up to " +
                $"{offset + buffer.Length} are needed. Download or export it again.");
    }
}
