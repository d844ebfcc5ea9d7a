using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.S3;

/// <summary>What a failure of the SDK means (Amazon S3 API reference, "Error responses").</summary>
internal static class S3Errors
{
    /// <summary>The typed failure, or one that may pass; null for what is neither and goes on as it is.</summary>
    /// <param name="name">The address, as it may be printed.</param>
    /// <param name="failure">What the SDK threw.</param>
    /// <param name="from">The first byte that was asked for.</param>
    /// <param name="now">The time, against which a server may say when to come again.</param>
    public static Exception? Of(string name, Exception failure, long from, DateTimeOffset now) => failure switch
    {
        AmazonServiceException { StatusCode: not 0 } answer => Of(name, answer, from, now),
        // The SDK's, of a whole object against the checksum that S3 keeps of it.
        AmazonClientException { Message: "Expected hash not equal to calculated hash" } => new TransientFault("what S3 sent does not match its checksum"),
        // Raised before anything is sent: no credentials, or the profile, role or login that should give them does not.
        AmazonClientException => new VideoAccessDeniedException(
            $"{name}: S3 cannot be asked: {FirstSentence(failure)} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, " +
            "log in (aws sso login), or give a signed https:// address.", failure),
        HttpRequestException when !TransientFault.IsTransient(failure) => new VideoAccessDeniedException(
            $"{name}: no trusted connection: {failure.InnerException!.Message} " +
            "Check the endpoint's certificate and this machine's clock.", failure),
        _ => null,
    };

    private static Exception Of(string name, AmazonServiceException failure, long from, DateTimeOffset now)
    {
        var status = (int)failure.StatusCode;
        var answer = $"{name}: S3 answered {status} {failure.ErrorCode}";
        return (status, failure.ErrorCode) switch
        {
            (_, "NoSuchBucket") => new VideoNotFoundException(
                $"{answer}: there is no such bucket. Check its name, and the endpoint where one is configured.", failure),
            (404, _) => new VideoNotFoundException($"{answer}: nothing is there. Check the key, letter by letter, and the version.", failure),
            (405, _) => new VideoNotFoundException($"{answer}: this version is the mark of a deletion. Name another version.", failure),
            (_, "ExpiredToken" or "TokenRefreshRequired") => new VideoAccessDeniedException(
                $"{answer}: the credentials have expired. Log in again, or get new ones.", failure),
            (_, "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken") => new VideoAccessDeniedException(
                $"{answer}: the credentials are not valid here. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, " +
                "AWS_PROFILE and the endpoint.", failure),
            (_, "RequestTimeTooSkewed") => new VideoAccessDeniedException($"{answer}: set this machine's clock.", failure),
            (_, "InvalidObjectState") => new VideoAccessDeniedException(
                $"{answer}: the object is archived. Restore it first (aws s3api restore-object).", failure),
            (401 or 403, _) => new VideoAccessDeniedException(
                $"{answer}: it may not be read with these credentials, which need s3:GetObject on it (s3:GetObjectVersion for a version; " +
                "without s3:ListBucket, a key that is not there looks the same).", failure),
            (412, _) => Changed(name, failure),
            (416, _) => from == 0
                ? new UnsupportedVideoException($"{name} is empty. Upload or export it again.", failure)
                : Changed(name, failure),
            (_, "RequestTimeout") or (408 or 429 or >= 500, _) => new TransientFault(
                $"S3 answered {status} {failure.ErrorCode}", RetryAfter(failure, now)),
            _ => new InvalidInputException(
                $"{answer}: {FirstSentence(failure)} Check the address and the configuration of AWS on this machine.", failure),
        };
    }

    public static VideoChangedException Changed(string name, Exception? cause = null) =>
        new($"{name} was replaced since it was indexed. Run again when nothing writes to it any more.", cause);

    private static TimeSpan? RetryAfter(AmazonServiceException failure, DateTimeOffset now) =>
        (failure.InnerException as HttpErrorResponseException)?.Response.GetHeaderValue("Retry-After") is { Length: > 0 } header &&
        RetryConditionHeaderValue.TryParse(header, out var when)
            ? when.Delta ?? (when.Date > now ? when.Date - now : null)
            : null;

    private static string FirstSentence(Exception failure)
    {
        var line = failure.Message.Split('\n')[0];
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = (end < 0 ? line : line[..end]).Trim().TrimEnd('.', ':');
        return sentence.Length == 0 ? "it gave no reason." : sentence + ".";
    }
}
