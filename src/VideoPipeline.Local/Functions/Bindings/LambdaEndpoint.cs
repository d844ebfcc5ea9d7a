using System.Net.Http.Headers;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>Invokes functions of another Lambda by HTTP, without a signature.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html</remarks>
internal static class LambdaEndpoint
{
    private static readonly HttpClient s_client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc cref="IFunctionInvoker.InvokeAsync"/>
    public static async Task<byte[]> InvokeAsync(
        FunctionReference function, FunctionBinding.Endpoint endpoint, ReadOnlyMemory<byte> payload, TimeProvider time,
        CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(endpoint.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var content = new ReadOnlyMemoryContent(payload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await s_client.PostAsync(AddressOf(function, endpoint.Address), content, stop.Token);
            var body = await response.Content.ReadAsByteArrayAsync(stop.Token);
            if (!response.IsSuccessStatusCode) throw Refused(function.Name, response, body);
            return response.Headers.Contains("X-Amz-Function-Error")
                ? throw FunctionFailedException.Responded(function.Name, body)
                : body;
        }
        catch (HttpRequestException unreachable)
        {
            throw FunctionFailedException.Unreachable(
                function.Name, "SdkClientException", $"Unable to execute HTTP request: {unreachable.Message}");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw FunctionFailedException.Unreachable(
                function.Name, "ClientExecutionTimeoutException",
                "Client execution did not complete before the specified timeout configuration.");
        }
    }

    private static Uri AddressOf(FunctionReference function, Uri address)
    {
        if (address.AbsolutePath != "/") return address;
        // By name: the endpoint's account and region are not those of the ARN.
        var path = $"/2015-03-31/functions/{Uri.EscapeDataString(function.Name)}/invocations";
        return new Uri(
            address,
            function.Qualifier is { } qualifier ? $"{path}?Qualifier={Uri.EscapeDataString(qualifier)}" : path);
    }

    // An error of the API has its name in a header and its message in the body.
    private static FunctionFailedException Refused(string function, HttpResponseMessage response, byte[] body)
    {
        var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First().Split(':')[0] : null;
        var text = Encoding.UTF8.GetString(body);
        return FunctionFailedException.Refused(
            function, code ?? "AWSLambdaException", (int)response.StatusCode, MessageOf(text) ?? text);
    }

    private static string? MessageOf(string body)
    {
        try
        {
            var json = JsonData.Parse(body);
            return ((json["Message"] ?? json["message"]) as StringData)?.Value;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
