using System.Net;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Http;

/// <summary>Opens videos on web servers.</summary>
internal static class HttpSource
{
    /// <summary>
    /// Opens an address with one range request for its first bytes; the response also contains the length and the version. (Not
    /// every server supports HEAD, and a presigned URL is valid for one method only.) If the server does not support range
    /// requests, the whole video is downloaded to a temporary file.
    /// </summary>
    /// <remarks>For the exceptions see <see cref="VideoSources.OpenAsync"/>.</remarks>
    public static async Task<IVideoSource> OpenAsync(
        SourceAddress address, HttpSourceOptions options, CancellationToken cancellation)
    {
        var access = new AccessCounter();
        var requests = new HttpRequestSender(address, options, access);
        return await new RetryLoop(requests.Name, options).RunAsync(
            () => OpenAsync(address, requests, options, access, cancellation), cancellation);
    }

    private static async Task<IVideoSource> OpenAsync(
        SourceAddress address, HttpRequestSender requests, HttpSourceOptions options, AccessCounter access,
        CancellationToken cancellation)
    {
        using var response = await requests.GetAsync(0, options.FirstBytes, null, cancellation);
        if (response.Content.Headers.ContentEncoding.Count > 0)
            throw new InvalidInputException(
                $"{requests.Name} has Content-Encoding {string.Join(", ", response.Content.Headers.ContentEncoding)}, but the " +
                "request accepts only identity. Turn off compression for videos on the server.");
        var identity = HttpValidators.FromResponse(response);
        if (identity.Length == 0)
            throw new UnsupportedVideoException($"{requests.Name} is empty. Upload or export it again.");
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return await DownloadedSource.DownloadAsync(address, requests, response, options, access, cancellation);
            case HttpStatusCode.PartialContent when identity.Length is null:
                return await DownloadedSource.DownloadAsync(address, requests, null, options, access, cancellation);
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == 0:
                var body = await response.Content.ReadAsStreamAsync(cancellation);
                var first = await FirstBytes.ReadAsync(body, identity.Length.Value, options, access, cancellation);
                return new RemoteSource(
                    address, new HttpRangeRequests(requests, identity), identity.Length.Value, identity.Version, first, options,
                    access);
            default:
                throw new InvalidInputException(
                    $"{requests.Name} answered {HttpErrors.StatusOf(response)} to a range request for its first " +
                    "bytes. Use an address that returns a video.");
        }
    }
}
