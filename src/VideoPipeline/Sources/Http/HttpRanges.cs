using System.Net;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>Ranges of the object that a web server served when it was opened.</summary>
internal sealed class HttpRanges(HttpRequests requests, HttpIdentity identity) : IRangeRequests
{
    public string Name => requests.Name;

    public async ValueTask<RangeAnswer> GetAsync(long from, long end, CancellationToken cancellation)
    {
        var response = await requests.GetAsync(from, end, identity, cancellation);
        try
        {
            if (!identity.Admits(HttpIdentity.Of(response))) throw HttpFailures.Changed(Name);
            if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != from)
                throw new PassingFault($"the server answered {(int)response.StatusCode} to a request for bytes {from}-{end - 1}");
            return new RangeAnswer(await response.Content.ReadAsStreamAsync(cancellation), response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
