using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace VideoPipeline.Sources.S3;

/// <summary>Configures the client of the AWS SDK.</summary>
internal static class S3Configuration
{
    /// <summary>Creates the configuration for a region.</summary>
    /// <param name="region">The region; null for the region of the environment, or us-east-1 if that has none.</param>
    /// <param name="endpoint">The endpoint; null for <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>, or AWS.</param>
    public static AmazonS3Config Create(string? region, string? endpoint = null)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 0,                      // RetryLoop retries
            Timeout = Timeout.InfiniteTimeSpan,     // the idle time-out applies instead
        };
        region ??= config.RegionEndpoint?.SystemName;
        if ((endpoint ?? config.ServiceURL) is { } address)
        {
            // Also if the SDK found it: with a region configured, the SDK's client would send to AWS all the same.
            config.ServiceURL = address;
            config.AuthenticationRegion = region;
            // Other servers rarely support a host name for each bucket (virtual-hosted style).
            config.ForcePathStyle = !IsAws(address);
            if (IsAws(address)) return config;
            // Not all of them support the checksums that S3 introduced in 2024.
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        else
        {
            config.RegionEndpoint = region is null ? RegionEndpoint.USEast1 : RegionEndpoint.GetBySystemName(region);
        }
        return config;
    }

    private static bool IsAws(string address)
    {
        var host = new Uri(address).Host;
        return host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);
    }
}
