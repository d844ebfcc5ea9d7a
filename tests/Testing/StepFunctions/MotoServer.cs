using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace VideoPipeline.Testing.StepFunctions;

/// <summary>
/// A moto server on 127.0.0.1, which emulates AWS. It stores executions by name as Step Functions does, and runs them only if
/// <see cref="BackendUri"/> is set. Shared by a test collection.
/// </summary>
public sealed class MotoServer : IAsyncLifetime
{
    private const string ReadyLine = " * Running on ";
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>The endpoint URL.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>
    /// The URL of a local server for Lambda functions and objects. If it is set, moto runs executions with its interpreter of the
    /// Amazon States Language (from LocalStack). If it is null, executions only start.
    /// </summary>
    public Uri? BackendUri { get; init; }

    /// <summary>The region of all resources.</summary>
    public static string Region => "eu-west-1";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (MotoFactAttribute.SkipReason is not null) return; // the tests are skipped
        // The server exits when its standard input closes, even if the test process is killed.
        var start = PythonTool.Find(MotoFactAttribute.Program)!;
        (start.FileName, var program) = ("bash", start.FileName);
        foreach (var argument in (string[])["-c", "\"$0\" -H 127.0.0.1 -p 0 & cat; kill $!; wait", program])
            start.ArgumentList.Add(argument);
        if (BackendUri is not null) start.Environment["MOTO_PORT"] = BackendUri.Port.ToString(CultureInfo.InvariantCulture);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("moto_server did not start."));
            else if (line.Data.StartsWith(ReadyLine, StringComparison.Ordinal))
                ready.TrySetResult(line.Data[ReadyLine.Length..].Trim());
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Endpoint = await ready.Task;
        if (BackendUri is null) return;
        using var settings = new StringContent(
            """{"stepfunctions": {"execute_state_machine": true}}""", Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(Endpoint + "/moto-api/config", settings);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Creates a state machine, with a minimal definition by default, and returns its ARN.</summary>
    public async Task<string> CreateStateMachineAsync(
        string definition = """{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}""")
    {
        var body = JsonSerializer.Serialize(new
        {
            name = $"machine-{Guid.NewGuid():N}",
            roleArn = "arn:aws:iam::123456789012:role/any",
            definition,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.CreateStateMachine");
        // moto evaluates the credential scope only.
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=any/20260101/{Region}/states/aws4_request, SignedHeaders=host, Signature=none");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("stateMachineArn").GetString()!;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
