using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace VideoPipeline.Sources.S3;

/// <summary>How the SDK's client is set up.</summary>
internal static class S3Configuration
{
    /// <summary>The configuration for a region.</summary>
    /// <param name="region">The region; null for that of the environment, or the first one of AWS where that has none.</param>
    /// <param name="endpoint">Where the server is; null for <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>, or AWS.</param>
    public static AmazonS3Config For(string? region, string? endpoint = null)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 0,                      // attempts are made, counted and resumed here
            Timeout = Timeout.InfiniteTimeSpan,     // silence is what ends a request, not its length
        };
        region ??= config.RegionEndpoint?.SystemName;
        if ((endpoint ?? config.ServiceURL) is { } address)
        {
            // Also where the SDK found it itself: with a region configured, its client goes to AWS all the same.
            config.ServiceURL = address;
            config.AuthenticationRegion = region;
            // Elsewhere a bucket seldom has a host name of its own.
            config.ForcePathStyle = !IsOfAws(address);
            if (IsOfAws(address)) return config;
            // Nor do all know the checksums that came in 2024; the transport has its own.
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        else
        {
            config.RegionEndpoint = region is null ? RegionEndpoint.USEast1 : RegionEndpoint.GetBySystemName(region);
        }
        return config;
    }

    private static bool IsOfAws(string address)
    {
        var host = new Uri(address).Host;
        return host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);
    }
}
