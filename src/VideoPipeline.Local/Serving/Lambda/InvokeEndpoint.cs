using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Bindings;

namespace VideoPipeline.Local.Serving.Lambda;

/// <summary>Lambda's Invoke API for the functions of the template and the bound ones. Does not check signatures.</summary>
/// <param name="functions">The functions.</param>
/// <param name="log">Receives the failures of asynchronous invocations.</param>
/// <param name="time">The clock.</param>
internal sealed class InvokeEndpoint(BoundFunctions functions, Action<string> log, TimeProvider time)
{
    /// <summary>The route.</summary>
    public const string Route = "/2015-03-31/functions/{function}/invocations";

    // The end of the log that LogType Tail returns.
    private const int MaxLogBytes = 4096;

    /// <summary>Responds to a request.</summary>
    public async Task RespondAsync(HttpContext context)
    {
        try
        {
            var request = await InvocationRequest.ReadAsync(context.Request, context.RequestAborted);
            functions.EnsureExists(request.Function);
            var invocation = new InvocationLog();
            context.Response.Headers["x-amzn-RequestId"] = invocation.RequestId;
            await (request.Type switch
            {
                InvocationRequest.DryRun => RespondAsync(context.Response, StatusCodes.Status204NoContent),
                InvocationRequest.Asynchronous => StartAsync(context.Response, request, invocation),
                _ => InvokeAsync(context, request, invocation),
            });
        }
        catch (LambdaApiException refused)
        {
            await RefuseAsync(context.Response, refused);
        }
        catch (FunctionFailedException failure) when (failure.Refusal is not null)
        {
            await RefuseAsync(context.Response, LambdaApiException.Of(failure.Refusal));
        }
    }

    private async Task InvokeAsync(HttpContext context, InvocationRequest request, InvocationLog invocation)
    {
        var (response, started) = (context.Response, time.GetTimestamp());
        InvocationLog.Current = invocation;
        ReadOnlyMemory<byte> payload;
        try
        {
            payload = await functions.InvokeAsync(request.Function, request.Payload, context.RequestAborted);
        }
        catch (FunctionFailedException failure) when (failure.Refusal is null)
        {
            payload = failure.Payload;
            response.Headers["X-Amz-Function-Error"] = "Unhandled";
        }
        response.Headers["X-Amz-Executed-Version"] = request.Function.Qualifier ?? FunctionReference.Latest;
        if (request.WantsLog) response.Headers["X-Amz-Log-Result"] = Tail(request, invocation, time.GetElapsedTime(started));
        response.ContentType = "application/json";
        response.ContentLength = payload.Length;
        await response.Body.WriteAsync(payload, context.RequestAborted);
    }

    // Lambda tries an asynchronous invocation that fails twice more; here it is told.
    private Task StartAsync(HttpResponse response, InvocationRequest request, InvocationLog invocation)
    {
        _ = Task.Run(async () =>
        {
            InvocationLog.Current = invocation;
            try
            {
                await functions.InvokeAsync(request.Function, request.Payload, CancellationToken.None);
            }
            catch (Exception failure) when (failure is FunctionFailedException or OperationCanceledException)
            {
                log(failure.Message);
            }
        });
        return RespondAsync(response, StatusCodes.Status202Accepted);
    }

    private static Task RespondAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task RefuseAsync(HttpResponse response, LambdaApiException refused)
    {
        response.StatusCode = refused.Status;
        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = refused.Name;
        await response.WriteAsync(refused.Body.ToString());
    }

    // The lines that Lambda adds, without the memory, which is not measured.
    private static string Tail(InvocationRequest request, InvocationLog invocation, TimeSpan duration)
    {
        var (id, milliseconds) = (invocation.RequestId, duration.TotalMilliseconds);
        string[] lines =
        [
            $"START RequestId: {id} Version: {request.Function.Qualifier ?? FunctionReference.Latest}",
            .. invocation.Lines,
            $"END RequestId: {id}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"REPORT RequestId: {id}\tDuration: {milliseconds:F2} ms\tBilled Duration: {Math.Ceiling(milliseconds)} ms"),
        ];
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
        return Convert.ToBase64String(text.AsSpan(Math.Max(0, text.Length - MaxLogBytes)));
    }
}
