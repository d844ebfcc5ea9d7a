using Microsoft.AspNetCore.Http;

namespace VideoPipeline.Testing;

/// <summary>A request that a <see cref="FaultServer"/> has seen.</summary>
public sealed class ServedRequest
{
    private long _bytesSent;

    internal ServedRequest(HttpRequest request, long? first)
    {
        Method = request.Method;
        Path = request.Path.Value![1..] + request.QueryString;
        First = first;
        Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The request's method.</summary>
    public string Method { get; }

    /// <summary>The path below the server's folder, with query.</summary>
    public string Path { get; }

    /// <summary>First byte asked for; null where the request named none.</summary>
    public long? First { get; }

    /// <summary>The request's headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The status answered; 0 while there is none.</summary>
    public int Status { get; internal set; }

    /// <summary>Bytes of body handed to the connection, counted before they go out: never behind the client.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    internal void Sending(int bytes) => Interlocked.Add(ref _bytesSent, bytes);
}
