using System.Text.RegularExpressions;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace VideoPipeline.Sources.S3;

/// <summary>Finds the region of a bucket in S3's answer to a request that was sent to another region.</summary>
internal static partial class S3Region
{
    /// <summary>The region of the bucket; null for other failures.</summary>
    /// <remarks>
    /// S3 answers 301 PermanentRedirect, or 400 AuthorizationHeaderMalformed if the signature is for another region (Amazon S3
    /// API reference, "Error responses"). The header names the bucket's region, and so does the message of the latter.
    /// </remarks>
    public static string? FromError(AmazonS3Exception failure)
    {
        if ((int)failure.StatusCode is not (301 or 400)) return null;
        if (failure.InnerException is HttpErrorResponseException { Response: { } response } &&
            response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region)
            return region;
        return failure.ErrorCode == "AuthorizationHeaderMalformed"
            && ExpectedRegion().Match(failure.Message) is { Success: true } match
            ? match.Groups[1].Value
            : null;
    }

    [GeneratedRegex("expecting '([a-z0-9-]+)'")]
    private static partial Regex ExpectedRegion();
}
