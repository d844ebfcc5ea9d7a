using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoPipeline.EndToEnd;

/// <summary>A <c>videopipeline serve</c> in a process of its own, which can be killed and started again with the same
/// store.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string Pipeline = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";

    private readonly HttpClient _http = new();
    private readonly StringBuilder _log = new();
    private readonly Process _process;
    private readonly string _address;

    private ServerProcess(Process process, string address) => (_process, _address) = (process, address);

    /// <summary>What it has written to stderr.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Command command)
    {
        var process = command.Start("serve", "--port", "0", "--videos", "/");
        var lines = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (lines) lines.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        var first = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The server has ended: {lines}");
        var server = new ServerProcess(process, first["Listening on ".Length..]);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (server._log) server._log.AppendLine(line.Data);
        };
        lock (lines)
        {
            lock (server._log) server._log.Append(lines);
        }
        return server;
    }

    /// <summary>Executes an operation of the Step Functions API.</summary>
    /// <returns>The response, of which an error has <c>__type</c>.</returns>
    public async Task<JsonNode> InvokeAsync(string operation, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", $"AWSStepFunctions.{operation}" } },
        };
        using var response = await _http.SendAsync(message);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Creates a state machine and returns its ARN.</summary>
    public async Task<string> CreateAsync(string name, string definition, string type = "STANDARD")
    {
        var created = await InvokeAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = name, ["definition"] = definition, ["roleArn"] = "arn:aws:iam::000000000000:role/any", ["type"] = type,
        });
        return (string)created["stateMachineArn"]!;
    }

    /// <summary>Starts an execution and returns its ARN.</summary>
    public async Task<string> StartAsync(string machine, string name, string input = "{}") =>
        (string)(await InvokeAsync("StartExecution", new JsonObject
        {
            ["stateMachineArn"] = machine, ["name"] = name, ["input"] = input,
        }))["executionArn"]!;

    public Task<JsonNode> DescribeAsync(string execution) =>
        InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = execution });

    /// <summary>The events of an execution, as JSON; none if it does not exist.</summary>
    public async Task<string[]> HistoryAsync(string execution) =>
    [
        .. (await InvokeAsync("GetExecutionHistory", new JsonObject { ["executionArn"] = execution, ["maxResults"] = 1000 }))
            ["events"]?.AsArray().Select(entry => entry!.ToJsonString()) ?? [],
    ];

    /// <summary>Waits until an execution has ended and returns its description.</summary>
    public Task<JsonNode> WaitForEndAsync(string execution) =>
        WaitAsync(() => DescribeAsync(execution), description => (string?)description["status"] != "RUNNING");

    /// <summary>Asks until an answer is as it should be.</summary>
    public static async Task<T> WaitAsync<T>(Func<Task<T>> ask, Func<T, bool> isExpected)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var answer = await ask();
            if (isExpected(answer)) return answer;
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Kills the process (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process (SIGTERM).</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", $"{_process.Id}");
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
