using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing.S3;

/// <summary>
/// Passes requests on to a server as they came (signatures stay valid: they cover the host name that the client sees), logs
/// them, and shows the faults of real servers and networks on demand.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _target;
    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly ConcurrentQueue<ServerFault> _next = new();
    private readonly Tally _seen = new();

    private FaultProxy(string target)
    {
        _target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; private set; } = null!;

    /// <summary>What it does with every request for which <see cref="Next"/> says nothing else; null for no fault.</summary>
    public ServerFault? Always { get; set; }

    /// <summary>The requests so far, in the order in which they came.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Ends when so many requests have come.</summary>
    public Task WhenRequestsAsync(int count) => _seen.WhenAsync(count);

    /// <summary>Starts it before a server.</summary>
    public static async Task<FaultProxy> StartAsync(string target)
    {
        var proxy = new FaultProxy(target);
        await proxy._application.StartAsync();
        proxy.Endpoint = proxy._application.Urls.Single();
        return proxy;
    }

    /// <summary>What it does with the next requests, one after the other.</summary>
    public void Next(params ServerFault[] faults)
    {
        foreach (var fault in faults) _next.Enqueue(fault);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();    // not waiting for answers that never come
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var range = RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var parsed) ? parsed.Ranges.Single() : null;
        var served = new ServedRequest(context.Request, range?.From);
        var fault = _next.TryDequeue(out var next) ? next : Always;
        _requests.Enqueue(served);
        _seen.Add();
        context.Response.OnStarting(() =>
        {
            served.Status = context.Response.StatusCode;
            return Task.CompletedTask;
        });
        try
        {
            switch (fault)
            {
                case ServerFault.NoAnswer:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                    break;
                case ServerFault.Status status:
                    context.Response.StatusCode = status.Code;
                    if (status.RetryAfter is not null) context.Response.Headers.RetryAfter = status.RetryAfter;
                    await context.Response.WriteAsync(status.Body ?? "", context.RequestAborted);
                    break;
                case ServerFault.OtherRegion other:
                    context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
                    context.Response.Headers["x-amz-bucket-region"] = other.Region;
                    break;
                default:
                    await PassOnAsync(context, fault, served);
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The client has left.
        }
    }

    private async Task PassOnAsync(HttpContext context, ServerFault? fault, ServedRequest served)
    {
        // The path as it came: what %2E%2E means is the server's business.
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
