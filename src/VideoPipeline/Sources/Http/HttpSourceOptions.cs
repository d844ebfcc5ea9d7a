using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>Options for reading from web servers.</summary>
internal sealed record HttpSourceOptions : RemoteOptions
{
    /// <summary>The maximum number of redirects to follow for one request.</summary>
    public int MaxRedirects { get; init; } = 10;

    /// <summary>Whether <c>http://</c> addresses are forbidden.</summary>
    public bool HttpsOnly { get; init; }

    /// <summary>The connections, which restrict the IP addresses.</summary>
    public HttpConnections Connections { get; init; } = HttpConnections.Unrestricted;

    /// <summary>The folder to which a video is downloaded if its server does not support range requests.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>The maximum length in bytes of such a video; 10 GiB by default.</summary>
    public long MaxTemporaryBytes { get; init; } = 10L << 30;
}
