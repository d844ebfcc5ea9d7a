using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>Translates exceptions of the AWS SDK (Amazon S3 API reference, "Error responses").</summary>
internal static class S3Errors
{
    /// <summary>
    /// Translates to an exception of this library or a <see cref="TransientFault"/>; null to rethrow the original.
    /// </summary>
    /// <param name="name">The display name of the address.</param>
    /// <param name="failure">The exception of the SDK.</param>
    /// <param name="from">The first byte of the requested range.</param>
    /// <param name="now">The current time, to which a Retry-After date is compared.</param>
    public static Exception? Translate(string name, Exception failure, long from, DateTimeOffset now) => failure switch
    {
        AmazonServiceException { StatusCode: not 0 } response => FromResponse(name, response, from, now),
        // The SDK compares a whole object with the checksum that S3 stores.
        AmazonClientException { Message: "Expected hash not equal to calculated hash" } =>
            new TransientFault("the received bytes do not match the object's checksum"),
        // Thrown before anything is sent: no credentials, or the profile, role or login does not provide them.
        AmazonClientException => new VideoAccessDeniedException(
            $"{name}: the request was not sent to S3: {FirstSentence(failure)} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY " +
            "or AWS_PROFILE, log in (aws sso login), or use a presigned https:// URL.", failure),
        HttpRequestException when !TransientFault.IsTransient(failure) => new VideoAccessDeniedException(
            $"{name}: the TLS connection failed: {failure.InnerException!.Message} " +
            "Check the endpoint's certificate and this machine's clock.", failure),
        _ => null,
    };

    private static Exception FromResponse(string name, AmazonServiceException failure, long from, DateTimeOffset now)
    {
        var status = (int)failure.StatusCode;
        var answer = $"{name}: S3 answered {status} {failure.ErrorCode}";
        return (status, failure.ErrorCode) switch
        {
            (_, "NoSuchBucket") => new VideoNotFoundException(
                $"{answer}: the bucket does not exist. Check its name, and the endpoint if one is configured.", failure),
            (404, _) => new VideoNotFoundException(
                $"{answer}: the object does not exist. Check the key, which is case-sensitive, and the version.", failure),
            (405, _) => new VideoNotFoundException($"{answer}: this version is a delete marker. Use another version.", failure),
            (_, "ExpiredToken" or "TokenRefreshRequired") => new VideoAccessDeniedException(
                $"{answer}: the credentials have expired. Log in again, or get new ones.", failure),
            (_, "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken") => new VideoAccessDeniedException(
                $"{answer}: the credentials are not valid for this endpoint. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, " +
                "AWS_SESSION_TOKEN, AWS_PROFILE and the endpoint.", failure),
            (_, "RequestTimeTooSkewed") => new VideoAccessDeniedException(
                $"{answer}: this machine's clock is wrong. Set the clock.", failure),
            (_, "InvalidObjectState") => new VideoAccessDeniedException(
                $"{answer}: the object is archived. Restore it first (aws s3api restore-object).", failure),
            (401 or 403, _) => new VideoAccessDeniedException(
                $"{answer}: access is denied. The credentials need s3:GetObject on the object (s3:GetObjectVersion for a " +
                "version). Without s3:ListBucket, S3 gives the same answer for a key that does not exist.", failure),
            (412, _) => Changed(name, failure),
            (416, _) => from == 0
                ? new UnsupportedVideoException($"{name} is empty. Upload or export it again.", failure)
                : Changed(name, failure),
            (_, "RequestTimeout") or (408 or 429 or >= 500, _) => new TransientFault(
                $"S3 answered {status} {failure.ErrorCode}", RetryAfter(failure, now)),
            _ => new InvalidInputException(
                $"{answer}: {FirstSentence(failure)} Check the address and the AWS configuration of this machine.", failure),
        };
    }

    public static VideoChangedException Changed(string name, Exception? cause = null) =>
        new($"{name} was replaced after it was indexed. Run again when it is no longer being written.", cause);

    private static TimeSpan? RetryAfter(AmazonServiceException failure, DateTimeOffset now) =>
        (failure.InnerException as HttpErrorResponseException)?.Response.GetHeaderValue("Retry-After") is { Length: > 0 } header
        && RetryConditionHeaderValue.TryParse(header, out var when)
            ? when.Delta ?? (when.Date > now ? when.Date - now : null)
            : null;

    private static string FirstSentence(Exception failure)
    {
        var line = failure.Message.Split('\n')[0];
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = AddressText.WithoutSecretsWithin(end < 0 ? line : line[..end]).Trim().TrimEnd('.', ':');
        return sentence.Length == 0 ? "no reason was given." : sentence + ".";
    }
}
