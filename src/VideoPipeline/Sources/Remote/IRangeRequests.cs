using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Remote;

/// <summary>Asks for bytes of one version of one object.</summary>
internal interface IRangeRequests
{
    /// <summary>The address, as it may be printed.</summary>
    string Name { get; }

    /// <summary>
    /// Asks once for the bytes from <paramref name="from"/> to <paramref name="end"/> (excluded). The answer begins with the
    /// first of them; it may hold fewer.
    /// </summary>
    /// <exception cref="VideoChangedException">The object is not that version any more.</exception>
    /// <remarks>What may pass is a fault by <see cref="TransientFault.IsTransient"/>.</remarks>
    ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation);
}

/// <summary>Bytes on their way.</summary>
/// <param name="Body">The bytes, still to be read.</param>
/// <param name="Connection">What ends with the reading.</param>
internal readonly record struct RangeResponse(Stream Body, IDisposable Connection) : IDisposable
{
    public void Dispose() => Connection.Dispose();
}
