using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.S3;

/// <summary>How S3 is treated.</summary>
public sealed record S3SourceOptions : RemoteOptions
{
    /// <summary>What speaks to S3.</summary>
    public S3Clients Clients { get; init; } = S3Clients.FromEnvironment;
}
