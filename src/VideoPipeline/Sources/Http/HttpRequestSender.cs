using System.Net;
using System.Net.Http.Headers;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Http;

/// <summary>Single requests for bytes of one address: redirects followed, refusals turned into typed failures.</summary>
internal sealed class HttpRequestSender
{
    private readonly Uri _first;
    private readonly AuthenticationHeaderValue? _credentials;
    private readonly HttpSourceOptions _options;
    private readonly AccessCounter _access;
    private volatile Uri _resolved;

    /// <exception cref="InvalidInputException">The address is malformed.</exception>
    public HttpRequestSender(string uri, HttpSourceOptions options, AccessCounter access)
    {
        Name = SourceAddress.ForDisplay(uri);
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new InvalidInputException($"{Name} is no web address. Write https://host/path.");
        RefuseUnlessAllowed(address, options);
        _first = _resolved = address;
        _credentials = address.UserInfo.Length == 0 ? null : new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        _options = options;
        _access = access;
    }

    /// <summary>The address, as it may be printed.</summary>
    public string Name { get; }

    /// <summary>
    /// Asks for the bytes from <paramref name="from"/> to <paramref name="end"/> (excluded), or for all of them. The answer is
    /// a success or 416; its body is still to be read.
    /// </summary>
    public async ValueTask<HttpResponseMessage> GetAsync(
        long from, long? end, HttpIdentity? expected, CancellationToken cancellation)
    {
        var address = _resolved;
        var redirects = 0;
        while (true)
        {
            var response = await SendAsync(address, from, end, expected, cancellation);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                _resolved = address;
                return response;
            }
            using (response)
            {
                if (Target(response, address) is { } target)
                {
                    if (++redirects > _options.Redirects)
                        throw new InvalidInputException(
                            $"{Name} redirects more than {_options.Redirects} times. Give the final address.");
                    address = target;
                }
                // Where a redirect led can expire (signed addresses do): then it is asked for anew.
                else if (redirects == 0 && address != _first && IsClientError(response.StatusCode))
                    address = _resolved = _first;
                else throw HttpErrors.Of(Name, response, _options.Time.GetUtcNow());
            }
        }
    }

    private ValueTask<HttpResponseMessage> SendAsync(
        Uri address, long from, long? end, HttpIdentity? expected, CancellationToken cancellation) =>
        _options.WithinIdleTimeout(async token =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("videopipeline", null));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (end is not null) request.Headers.Range = new RangeHeaderValue(from, end - 1);
            expected?.ThrowIfChanged(request.Headers);
            if (SameOrigin(address, _first)) request.Headers.Authorization = _credentials;
            _access.AddRequest();
            try
            {
                return await _options.Connections.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            }
            catch (HttpRequestException e) when (e.InnerException is InvalidInputException refusal)
            {
                throw new InvalidInputException($"{Name}: {refusal.Message}", e);
            }
            catch (HttpRequestException e) when (!TransientFault.IsTransient(e))
            {
                throw new VideoAccessDeniedException(
                    $"{Name}: no trusted connection: {e.InnerException!.Message} " +
                    "Check the server's certificate and this machine's clock.", e);
            }
        }, cancellation);

    private Uri? Target(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)) return null;
        if (response.Headers.Location is not { } location) return null;
        if (!Uri.TryCreate(from, location, out var target)) return null;
        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != from.Scheme)
            throw new InvalidInputException(
                $"{Name} redirects from {from.Scheme} to {SourceAddress.ForDisplay(target.ToString())}, which is not followed. " +
                "If you trust it, give that address.");
        return target;
    }

    private static void RefuseUnlessAllowed(Uri address, HttpSourceOptions options)
    {
        if (options.HttpsOnly && address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidInputException(
                $"{SourceAddress.ForDisplay(address.ToString())}: only https:// addresses are fetched from here. Give one, or upload the video to the bucket.");
    }

    private static bool IsClientError(HttpStatusCode status) => (int)status is 401 or 403 or 404 or 410;

    private static bool SameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
