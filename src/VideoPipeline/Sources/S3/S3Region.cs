using System.Text.RegularExpressions;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace VideoPipeline.Sources.S3;

/// <summary>The region that S3 sends a request to, when it reached another one than the bucket's.</summary>
internal static partial class S3Region
{
    /// <summary>The region, or null where the failure is another one.</summary>
    /// <remarks>
    /// A bucket of another region answers 301 PermanentRedirect, or 400 AuthorizationHeaderMalformed for the signature's region
    /// (Amazon S3 API reference, "Error responses"); the header names the right one, and the second's message too.
    /// </remarks>
    public static string? Of(AmazonS3Exception failure)
    {
        if ((int)failure.StatusCode is not (301 or 400)) return null;
        if (failure.InnerException is HttpErrorResponseException { Response: { } response } &&
            response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region)
            return region;
        return failure.ErrorCode == "AuthorizationHeaderMalformed" && Expected().Match(failure.Message) is { Success: true } match
            ? match.Groups[1].Value
            : null;
    }

    [GeneratedRegex("expecting '([a-z0-9-]+)'")]
    private static partial Regex Expected();
}
