using System.Net;
using System.Text;
using Amazon.Runtime;

namespace VideoPipeline.Substitutes.Tests.StepFunctions;

/// <summary>A fake HTTP connection that records the requests and returns the given responses in order.</summary>
internal sealed class ScriptedAnswers(params (HttpStatusCode Status, string Body)[] answers) : HttpClientFactory
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new(answers);

    /// <summary>The recorded requests.</summary>
    public List<(HttpRequestMessage Message, string Body)> Requests { get; } = [];

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(ScriptedAnswers script) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            script.Requests.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
            var (status, body) = script._answers.Dequeue();
            return new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
                Headers = { { "x-amzn-RequestId", "request-1" } },
            };
        }
    }
}
