using Microsoft.AspNetCore.Http;

namespace VideoPipeline.Testing;

/// <summary>A request to a <see cref="FaultServer"/>.</summary>
public sealed class ServedRequest
{
    private long _bytesSent;

    internal ServedRequest(HttpRequest request, long? first)
    {
        Method = request.Method;
        Path = request.Path.Value![1..] + request.QueryString;
        FirstByte = first;
        Headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without the leading slash, with the query.</summary>
    public string Path { get; }

    /// <summary>The first byte of the requested range; null if the request has none.</summary>
    public long? FirstByte { get; }

    /// <summary>The request headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The status of the response; 0 until it is sent.</summary>
    public int Status { get; internal set; }

    /// <summary>The bytes of the body, counted before they are sent, so never less than the client has received.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    internal void AddBytesSent(int bytes) => Interlocked.Add(ref _bytesSent, bytes);
}
