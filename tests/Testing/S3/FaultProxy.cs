using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing.S3;

/// <summary>
/// A reverse proxy that forwards requests unchanged and simulates faults. Signatures stay valid, because the Host header is
/// forwarded.
/// </summary>
public sealed class FaultProxy : FaultServer
{
    private readonly string _target;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private FaultProxy(string target) => _target = target;

    /// <summary>Starts a proxy for a server.</summary>
    public static async Task<FaultProxy> StartAsync(string target)
    {
        var proxy = new FaultProxy(target);
        await proxy.ListenAsync();
        return proxy;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client.Dispose();
    }

    private protected override async Task ServeAsync(
        HttpContext context, RangeItemHeaderValue? range, ServerFault? fault, ServedRequest served)
    {
        // The path is forwarded literally, without normalizing %2E%2E.
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var address = new Uri(_target + raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (context.Request.ContentLength is not null) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());

        using var response = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            if (name is not ("Connection" or "Transfer-Encoding")) context.Response.Headers[name] = values.ToArray();
        if (fault is ServerFault.NoRanges)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.Headers.ContentRange = default;
        }
        if (fault is ServerFault.Identity { ETag: { } tag }) context.Response.Headers.ETag = tag;
        using var body = new MemoryStream();
        await response.Content.CopyToAsync(body, context.RequestAborted);
        await ServedBody.SendAsync(context, body, 0, body.Length, fault, served);
    }
}
