using VideoPipeline.Errors;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>Translates HTTP status codes to exceptions.</summary>
internal static class HttpErrors
{
    /// <summary>Creates the exception for an error status.</summary>
    /// <param name="name">The display name of the address.</param>
    /// <param name="response">The response.</param>
    /// <param name="now">The current time, to which a Retry-After date is compared.</param>
    public static Exception FromResponse(string name, HttpResponseMessage response, DateTimeOffset now)
    {
        var answer = $"{name} answered {StatusOf(response)}";
        return (int)response.StatusCode switch
        {
            404 or 410 => new VideoNotFoundException($"{answer}. Check the address."),
            401 or 403 => new VideoAccessDeniedException(
                $"{answer}: access is denied. Check the credentials, or whether a presigned URL has expired."),
            412 => Changed(name),
            408 or 425 or 429 or >= 500 => new TransientFault(
                $"the server answered {StatusOf(response)}", RetryAfter(response, now)),
            _ => new InvalidInputException(
                $"{answer}. Open the address in a browser to see why, and use one that returns a video."),
        };
    }

    /// <summary>The status and its standard phrase. The server's own phrase may repeat the address.</summary>
    public static string StatusOf(HttpResponseMessage response)
    {
        using var standard = new HttpResponseMessage(response.StatusCode);
        return $"{(int)response.StatusCode} {standard.ReasonPhrase}".TrimEnd();
    }

    /// <summary>Creates the exception for an object that changed while it was read.</summary>
    public static VideoChangedException Changed(string name) =>
        new($"{name} changed while it was being read. Run again when it is no longer being written.");

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => null,
        };
}
