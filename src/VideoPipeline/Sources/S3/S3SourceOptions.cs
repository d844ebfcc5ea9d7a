using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.S3;

/// <summary>Options for reading from S3.</summary>
internal sealed record S3SourceOptions : RemoteOptions
{
    /// <summary>The S3 clients.</summary>
    public S3Clients Clients { get; init; } = S3Clients.FromEnvironment;
}
