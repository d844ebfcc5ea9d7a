using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Functions.Bindings;

namespace VideoPipeline.Local.Serving.Lambda;

/// <summary>A request of the Invoke API (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
/// <param name="Function">The function.</param>
/// <param name="Type"><see cref="Synchronous"/>, <see cref="Asynchronous"/> or <see cref="DryRun"/>.</param>
/// <param name="WantsLog">Whether the response has the end of the log.</param>
/// <param name="Payload">The input of the function as UTF-8 JSON.</param>
internal sealed record InvocationRequest(FunctionReference Function, string Type, bool WantsLog, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Waits for the result.</summary>
    public const string Synchronous = "RequestResponse";

    /// <summary>Does not wait for the result.</summary>
    public const string Asynchronous = "Event";

    /// <summary>Only checks the request.</summary>
    public const string DryRun = "DryRun";

    // docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int MaxSynchronousBytes = 6 << 20, MaxAsynchronousBytes = 1 << 20;

    private const string None = "None", Tail = "Tail";

    /// <summary>Reads a request.</summary>
    /// <exception cref="LambdaApiException">The request is invalid.</exception>
    public static async Task<InvocationRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var name = (string)request.RouteValues["function"]!;
        if (request.Query["Qualifier"].ToString() is { Length: > 0 } qualifier) name = $"{name}:{qualifier}";
        var function = FunctionReference.Parse(name)
            ?? throw LambdaApiException.Invalid("functionName", name, "the format of a function's name or ARN");
        var type = Choose(request, "X-Amz-Invocation-Type", "invocationType", Synchronous, Asynchronous, DryRun);
        var log = Choose(request, "X-Amz-Log-Type", "logType", None, Tail);
        var limit = type == Asynchronous ? MaxAsynchronousBytes : MaxSynchronousBytes;
        return new InvocationRequest(function, type, log == Tail, await ReadPayloadAsync(request.Body, limit, cancellation));
    }

    private static string Choose(HttpRequest request, string header, string parameter, params string[] values)
    {
        var value = request.Headers[header].ToString();
        if (value.Length == 0) return values[0];
        return values.Contains(value, StringComparer.Ordinal)
            ? value
            : throw LambdaApiException.Invalid(parameter, value, $"enum value set: [{string.Join(", ", values)}]");
    }

    // A request without a body invokes with an empty object.
    private static async Task<byte[]> ReadPayloadAsync(Stream body, int limit, CancellationToken cancellation)
    {
        var payload = new MemoryStream();
        try
        {
            await body.CopyToAsync(payload, cancellation);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw LambdaApiException.TooLarge(limit);
        }
        if (payload.Length > limit) throw LambdaApiException.TooLarge(limit);
        if (payload.Length == 0) return "{}"u8.ToArray();
        try
        {
            using var json = JsonDocument.Parse(payload.GetBuffer().AsMemory(0, (int)payload.Length));
            return payload.ToArray();
        }
        catch (JsonException malformed)
        {
            throw LambdaApiException.NotJson(malformed.Message);
        }
    }
}
