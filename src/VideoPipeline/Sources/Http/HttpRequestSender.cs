using System.Net;
using System.Net.Http.Headers;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Http;

/// <summary>Sends requests for one address, follows redirects and translates errors.</summary>
internal sealed class HttpRequestSender
{
    private readonly Uri _original;
    private readonly AuthenticationHeaderValue? _credentials;
    private readonly HttpSourceOptions _options;
    private readonly AccessCounter _access;
    private volatile Target _resolved;

    /// <exception cref="InvalidInputException">The address is malformed.</exception>
    public HttpRequestSender(SourceAddress given, HttpSourceOptions options, AccessCounter access)
    {
        Name = given.ToString();
        if (!Uri.TryCreate(given.Reveal(), UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new InvalidInputException($"{Name} is not a valid URL. Write https://host/path.");
        ThrowIfForbidden(address, options);
        _original = address;
        _resolved = new Target(address, options.Connections);
        _credentials = address.UserInfo.Length == 0 ? null : new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        _options = options;
        _access = access;
    }

    /// <summary>The display name of the address.</summary>
    public string Name { get; }

    /// <summary>
    /// Requests the bytes from <paramref name="from"/> up to <paramref name="end"/> (exclusive), or all bytes if it is null. The
    /// status of the response is 2xx or 416; its body is not yet read.
    /// </summary>
    public async ValueTask<HttpResponseMessage> GetAsync(
        long from, long? end, HttpValidators? expected, CancellationToken cancellation)
    {
        var server = _resolved;
        var redirects = 0;
        while (true)
        {
            var response = await SendAsync(server, from, end, expected, cancellation);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                _resolved = server;
                return response;
            }
            using (response)
            {
                if (GetRedirectTarget(response, server.Address) is { } target)
                {
                    if (++redirects > _options.MaxRedirects)
                        throw new InvalidInputException(
                            $"{Name} redirects more than {_options.MaxRedirects} times. Use the final address.");
                    server = new Target(
                        target, server.Connections.IsPublic(server.Address)
                            ? server.Connections.AfterRedirect
                            : server.Connections);
                }
                // A redirect target can expire (presigned URLs do), so the original address is requested again.
                else if (redirects == 0 && server.Address != _original && MayBeExpired(response.StatusCode))
                    server = _resolved = new Target(_original, _options.Connections);
                else throw HttpErrors.FromResponse(Name, response, _options.Time.GetUtcNow());
            }
        }
    }

    private ValueTask<HttpResponseMessage> SendAsync(
        Target server, long from, long? end, HttpValidators? expected, CancellationToken cancellation) =>
        _options.WithinIdleTimeout(async token =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("videopipeline", null));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (end is not null) request.Headers.Range = new RangeHeaderValue(from, end - 1);
            expected?.AddPreconditions(request.Headers);
            if (IsSameOrigin(server.Address, _original)) request.Headers.Authorization = _credentials;
            _access.AddRequest();
            try
            {
                return await server.Connections.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            }
            catch (HttpRequestException e) when (e.InnerException is InvalidInputException inner)
            {
                throw new InvalidInputException(
                    server.Address == _original ? $"{Name}: {inner.Message}" : $"{Name} redirects: {inner.Message}", e);
            }
            catch (HttpRequestException e) when (!TransientFault.IsTransient(e))
            {
                throw new VideoAccessDeniedException(
                    $"{Name}: the TLS connection failed: {e.InnerException!.Message} " +
                    "Check the server's certificate and this machine's clock.", e);
            }
        }, cancellation);

    private Uri? GetRedirectTarget(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)) return null;
        if (response.Headers.Location is not { } location) return null;
        if (!Uri.TryCreate(from, location, out var target)) return null;
        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != from.Scheme)
            throw new InvalidInputException(
                $"{Name} redirects from {from.Scheme} to {(SourceAddress)target.OriginalString}, which is not followed. " +
                "If you trust that address, use it instead.");
        return target;
    }

    private static void ThrowIfForbidden(Uri address, HttpSourceOptions options)
    {
        if (options.HttpsOnly && address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidInputException(
                $"{(SourceAddress)address.OriginalString}: only https:// addresses are allowed here. Use one, or upload " +
                "the video to the bucket.");
    }

    private static bool MayBeExpired(HttpStatusCode status) => (int)status is 401 or 403 or 404 or 410;

    private sealed record Target(Uri Address, HttpConnections Connections);

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
