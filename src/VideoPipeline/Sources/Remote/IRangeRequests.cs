using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Remote;

/// <summary>Sends range requests for one version of one object.</summary>
internal interface IRangeRequests
{
    /// <summary>The display name of the address.</summary>
    string Name { get; }

    /// <summary>
    /// Requests the bytes from <paramref name="from"/> up to <paramref name="end"/> (exclusive), without retries. The response
    /// starts at <paramref name="from"/>; it may be shorter than the range.
    /// </summary>
    /// <exception cref="VideoChangedException">The object is no longer that version.</exception>
    /// <remarks>The caller retries exceptions for which <see cref="TransientFault.IsTransient"/> is true.</remarks>
    ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation);
}

/// <summary>A response whose body is not yet read.</summary>
/// <param name="Body">The bytes of the range.</param>
/// <param name="Connection">The response to dispose after reading.</param>
internal readonly record struct RangeResponse(Stream Body, IDisposable Connection) : IDisposable
{
    public void Dispose() => Connection.Dispose();
}
