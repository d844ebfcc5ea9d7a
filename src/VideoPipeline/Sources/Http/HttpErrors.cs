using System.Net;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>What a status that is no success means.</summary>
internal static class HttpErrors
{
    public static Exception Of(string name, HttpResponseMessage response, DateTimeOffset now)
    {
        var answer = $"{name} answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        return (int)response.StatusCode switch
        {
            404 or 410 => new VideoNotFoundException($"{answer}: nothing is there. Check the address."),
            401 or 403 => new VideoAccessDeniedException(
                $"{answer}: it may not be read like this. Check the credentials, or whether a signed address has expired."),
            412 => Changed(name),
            408 or 425 or 429 or >= 500 => new TransientFault(
                $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd(), RetryAfter(response, now)),
            _ => new InvalidInputException(
                $"{answer}. Open the address in a browser to see why, and give one that answers with a video."),
        };
    }

    public static VideoChangedException Changed(string name) =>
        new($"{name} was changed while it was read. Run again when nothing writes to it any more.");

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => null,
        };
}
