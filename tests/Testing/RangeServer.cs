using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing;

/// <summary>
/// A file server on 127.0.0.1 with ranges, entity tags and preconditions, which logs what it gives and shows the faults of
/// real servers on demand.
/// </summary>
public sealed class RangeServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly ConcurrentQueue<ServerFault> _next = new();
    private readonly Tally _seen = new();

    private RangeServer(string folder, X509Certificate2? certificate)
    {
        _folder = folder;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null) listener.UseHttps(certificate);
        }));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>What it does with every request for which <see cref="Next"/> says nothing else; null for no fault.</summary>
    public ServerFault? Always { get; set; }

    /// <summary>The requests so far, in the order in which they came.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Ends when so many requests have come.</summary>
    public Task WhenRequestsAsync(int count) => _seen.WhenAsync(count);

    /// <summary>Starts serving the files of a folder: over https where a certificate is given, else over http.</summary>
    public static async Task<RangeServer> StartAsync(string folder, X509Certificate2? certificate = null)
    {
        var server = new RangeServer(folder, certificate);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The address of a file.</summary>
    public string Address(string file) => $"{_application.Urls.Single()}/{Uri.EscapeDataString(file)}";

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
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = context.Request.Headers.Range.ToString();
        var range = RangeHeaderValue.TryParse(asked, out var parsed) ? parsed.Ranges.Single() : null;
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
            if (fault is ServerFault.NoAnswer) await Task.Delay(Timeout.Infinite, context.RequestAborted);
            if (!Refuses(context.Response, fault)) await ServeAsync(context, range, fault, served);
        }
        catch (OperationCanceledException)
        {
            // The client has left.
        }
    }

    private static bool Refuses(HttpResponse response, ServerFault? fault)
    {
        switch (fault)
        {
            case ServerFault.Status status:
                response.StatusCode = status.Code;
                if (status.RetryAfter is not null) response.Headers.RetryAfter = status.RetryAfter;
                return true;
            case ServerFault.Redirect redirect:
                response.StatusCode = redirect.Code;
                response.Headers.Location = redirect.Location;
                return true;
            default:
                return false;
        }
    }

    private async Task ServeAsync(HttpContext context, RangeItemHeaderValue? range, ServerFault? fault, ServedRequest served)
    {
        var response = context.Response;
        var file = Path.Combine(_folder, Uri.UnescapeDataString(context.Request.Path.Value![1..]));
        if (!File.Exists(file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!Identify(context, file, content.Length, fault))
        {
            response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return;
        }
        var (from, end) = (0L, content.Length);
        response.Headers.AcceptRanges = fault is ServerFault.NoRanges ? "none" : "bytes";
        if (range is not null && fault is not (ServerFault.NoRanges or ServerFault.WrongLength))
        {
            from = range.From ?? content.Length - range.To!.Value;
            end = range.From is null ? end : Math.Min(end, range.To + 1 ?? end);
            if (from >= end)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = $"bytes */{content.Length}";
                return;
            }
            if (fault is ServerFault.ShortRanges few) end = Math.Min(end, from + few.Bytes);
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{end - 1}/{(fault is ServerFault.UnknownLength ? "*" : content.Length)}";
        }
        response.ContentLength = fault switch
        {
            ServerFault.NoRanges { SaysLength: false } => null,
            ServerFault.WrongLength wrong => wrong.ContentLength,
            _ => end - from,
        };
        await ServedBody.SendAsync(context, content, from, end, fault, served);
    }

    // Says which version it is serving; false where the request wants another (RFC 9110, section 13.2.2).
    private static bool Identify(HttpContext context, string file, long length, ServerFault? fault)
    {
        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        var modified = File.GetLastWriteTimeUtc(file);
        var claim = fault as ServerFault.Identity ?? new ServerFault.Identity($"\"{length}-{modified.Ticks}\"", modified);
        if (claim.ETag is not null) headers.ETag = claim.ETag;
        if (claim.LastModified is { } time) headers.LastModified = time.ToString("R");
        if (fault is ServerFault.Encoded encoded) headers.ContentEncoding = encoded.Encoding;

        if (request.IfMatch is [{ } match]) return match == claim.ETag;
        return !DateTimeOffset.TryParse(request.IfUnmodifiedSince, CultureInfo.InvariantCulture, out var since)
            || claim.LastModified < since.UtcDateTime.AddSeconds(1);
    }
}
