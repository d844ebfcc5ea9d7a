using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>How a web server is treated.</summary>
public sealed record HttpSourceOptions : RemoteOptions
{
    /// <summary>Redirects followed in a row.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>Whether <c>http://</c> is refused.</summary>
    public bool HttpsOnly { get; init; }

    /// <summary>To which addresses it is connected.</summary>
    public HttpConnections Connections { get; init; } = HttpConnections.ToAnywhere;

    /// <summary>Where a video goes whose server gives no ranges.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Bytes that such a video may have: 10 GiB.</summary>
    public long TemporaryLimit { get; init; } = 10L << 30;
}
