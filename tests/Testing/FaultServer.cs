using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing;

/// <summary>A server on 127.0.0.1 that records requests and simulates faults of servers and networks.</summary>
public abstract class FaultServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly ConcurrentQueue<ServerFault> _next = new();
    private readonly AwaitableCounter _seen = new();

    private protected FaultServer(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null) listener.UseHttps(certificate);
        }));
        _application = builder.Build();
        _application.Run(RespondAsync);
    }

    /// <summary>The URL of the server, without a trailing slash.</summary>
    public string Endpoint { get; private set; } = null!;

    /// <summary>The fault for every request without one from <see cref="QueueFaults"/>; null for none.</summary>
    public ServerFault? DefaultFault { get; set; }

    /// <summary>The fault for a request, in place of <see cref="DefaultFault"/> if it is not null.</summary>
    public Func<ServedRequest, ServerFault?>? FaultOf { get; set; }

    /// <summary>The requests so far, in order of arrival.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Completes when the number of requests reaches <paramref name="count"/>.</summary>
    public Task WhenRequestsAsync(int count) => _seen.WhenAsync(count);

    /// <summary>Queues faults for the next requests, one for each.</summary>
    public void QueueFaults(params ServerFault[] faults)
    {
        foreach (var fault in faults) _next.Enqueue(fault);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();    // do not wait for pending responses
        await _application.StopAsync(canceled.Token);
        await _application.DisposeAsync();
    }

    /// <summary>Starts the server.</summary>
    private protected async Task ListenAsync()
    {
        await _application.StartAsync();
        Endpoint = _application.Urls.Single();
    }

    /// <summary>Responds to a request to which no error status applies, with the given fault.</summary>
    private protected abstract Task ServeAsync(
        HttpContext context, RangeItemHeaderValue? range, ServerFault? fault, ServedRequest served);

    private async Task RespondAsync(HttpContext context)
    {
        var range = RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var parsed)
            ? parsed.Ranges.Single()
            : null;
        var served = new ServedRequest(context.Request, range?.From);
        var fault = _next.TryDequeue(out var next) ? next : FaultOf?.Invoke(served) ?? DefaultFault;
        _requests.Enqueue(served);
        _seen.Add();
        context.Response.OnStarting(() =>
        {
            served.Status = context.Response.StatusCode;
            return Task.CompletedTask;
        });
        try
        {
            if (fault is ServerFault.NoAnswer) await Task.Delay(Timeout.Infinite, context.RequestAborted);
            if (!await TrySendErrorAsync(context, fault)) await ServeAsync(context, range, fault, served);
        }
        catch (OperationCanceledException)
        {
            // The client has disconnected.
        }
    }

    private static async Task<bool> TrySendErrorAsync(HttpContext context, ServerFault? fault)
    {
        var response = context.Response;
        switch (fault)
        {
            case ServerFault.Status status:
                response.StatusCode = status.Code;
                if (status.RetryAfter is not null) response.Headers.RetryAfter = status.RetryAfter;
                if (status.Body is not null) await response.WriteAsync(status.Body, context.RequestAborted);
                return true;
            case ServerFault.Redirect redirect:
                response.StatusCode = redirect.Code;
                response.Headers.Location = redirect.Location;
                return true;
            case ServerFault.RedirectToRegion other:
                response.StatusCode = StatusCodes.Status301MovedPermanently;
                response.Headers["x-amz-bucket-region"] = other.Region;
                return true;
            default:
                return false;
        }
    }
}
