using System.Net;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>Sends range requests for the object that the web server served on opening.</summary>
internal sealed class HttpRangeRequests(HttpRequestSender requests, HttpValidators identity) : IRangeRequests
{
    public string Name => requests.Name;

    public async ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation)
    {
        var response = await requests.GetAsync(from, end, identity, cancellation);
        try
        {
            if (!identity.Matches(HttpValidators.FromResponse(response))) throw HttpErrors.Changed(Name);
            if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != from)
                throw new TransientFault(
                    $"the server answered {(int)response.StatusCode} to a request for bytes {from}-{end - 1}");
            return new RangeResponse(await response.Content.ReadAsStreamAsync(cancellation), response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
