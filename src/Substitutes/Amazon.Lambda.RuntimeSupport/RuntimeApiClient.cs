using System.Net.Http.Headers;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An invocation from the Runtime API.</summary>
internal sealed record Invocation(byte[] Payload, InvocationContext Context);

/// <summary>A client for the Runtime API, version 2018-06-01
/// (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
internal sealed class RuntimeApiClient(Uri root) : IDisposable
{
    // Lambda freezes the execution environment for any length of time while it waits for the next invocation.
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public static RuntimeApiClient FromEnvironment()
    {
        var server = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set. Set it to host:port of the Runtime API.");
        return new RuntimeApiClient(new Uri($"http://{server}/2018-06-01/runtime/"));
    }

    public async Task<Invocation> NextAsync()
    {
        using var response = await _http.GetAsync(new Uri(root, "invocation/next"));
        response.EnsureSuccessStatusCode();
        return new Invocation(await response.Content.ReadAsByteArrayAsync(), new InvocationContext(response.Headers));
    }

    public Task RespondAsync(string requestId, byte[] response) =>
        PostAsync($"invocation/{requestId}/response", new ByteArrayContent(response), errorType: null);

    public Task ReportErrorAsync(string requestId, Exception exception) =>
        PostAsync($"invocation/{requestId}/error", ErrorContent(exception), exception.GetType().Name);

    public Task ReportInitializationErrorAsync(Exception exception) =>
        PostAsync("init/error", ErrorContent(exception), exception.GetType().Name);

    public void Dispose() => _http.Dispose();

    private static StringContent ErrorContent(Exception exception) =>
        new(ErrorDocument.Of(exception), Encoding.UTF8, new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json"));

    private async Task PostAsync(string path, HttpContent content, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, path)) { Content = content };
        if (errorType is not null) request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
