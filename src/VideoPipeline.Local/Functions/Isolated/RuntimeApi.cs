using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// Serves the Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for all isolated functions of a host, on a
/// free port of 127.0.0.1. Each process has a separate base path, as in the AWS .NET Lambda Test Tool; the path is secret.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Version = "/{session}/2018-06-01/runtime";

    // Amazon.Lambda.RuntimeSupport also sends an exception's messages and stack frames in a header.
    private const int MaxHeaderBytes = 2 << 20;

    private readonly ConcurrentDictionary<string, RuntimeSession> _sessions = new();
    private readonly Lazy<Task<WebApplication>> _server;

    /// <summary>The server starts with the first session.</summary>
    public RuntimeApi() => _server = new(StartAsync);

    /// <summary>Creates a session for a process to be started.</summary>
    /// <param name="function">The logical ID of the function.</param>
    public async Task<RuntimeSession> OpenAsync(string function)
    {
        var root = new Uri((await _server.Value).Urls.Single());
        var secret = Guid.NewGuid().ToString("N");
        return _sessions[secret] = new RuntimeSession(function, $"{root.Authority}/{secret}");
    }

    /// <summary>Removes the session of a process that has exited.</summary>
    public void Close(RuntimeSession session) =>
        _sessions.TryRemove(session.Address[(session.Address.IndexOf('/', StringComparison.Ordinal) + 1)..], out _);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null; // AcceptAsync limits it
            kestrel.Limits.MaxRequestBufferSize = kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        var app = builder.Build();
        app.UseRouting();
        app.MapGet($"{Version}/invocation/next", NextAsync);
        app.MapPost(
            $"{Version}/invocation/{{request}}/response",
            context => AcceptAsync(context, (session, id, body) => session.Respond(id, body)));
        app.MapPost(
            $"{Version}/invocation/{{request}}/error",
            context => AcceptAsync(context, (session, id, body) => session.Fail(id, body)));
        app.MapPost(
            $"{Version}/init/error",
            context => AcceptAsync(context, (session, _, body) => session.FailInitialization(body)));
        await app.StartAsync();
        return app;
    }

    private async Task NextAsync(HttpContext context)
    {
        if (SessionOf(context) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var invocation = await session.NextAsync(context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] =
            $"Root=1-{invocation.Deadline.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]};Sampled=0";
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task AcceptAsync(HttpContext context, Func<RuntimeSession, string, byte[], bool> accept)
    {
        var request = context.Request.RouteValues["request"] as string ?? "";
        var body = await ReadAsync(context);
        var session = SessionOf(context);
        if (body is null && session?.Refuse(request) == true)
        {
            await RespondAsync(
                context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Exceeded maximum allowed payload size ({Invocation.MaxResponseBytes} bytes)."));
        }
        else if (body is null || session is null || !accept(session, request, body))
        {
            await RespondAsync(context, StatusCodes.Status403Forbidden, "InvalidRequestID", "No such invocation");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"status":"OK"}""", context.RequestAborted);
        }
    }

    // Null if there is more than Lambda allows.
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        var isTooLarge = false;
        // Read to the end, because the runtime sends all before it reads the response.
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var count and > 0)
        {
            isTooLarge |= body.Length + count > Invocation.MaxResponseBytes;
            if (!isTooLarge) body.Write(buffer, 0, count);
        }
        return isTooLarge ? null : body.ToArray();
    }

    private static Task RespondAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            ObjectData.Of(("errorMessage", message), ("errorType", type)).ToString(), context.RequestAborted);
    }

    private RuntimeSession? SessionOf(HttpContext context) =>
        context.Request.RouteValues["session"] is string secret ? _sessions.GetValueOrDefault(secret) : null;
}
