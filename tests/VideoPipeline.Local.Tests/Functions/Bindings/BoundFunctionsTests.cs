using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Bindings;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions.Bindings;

/// <summary>Functions that are bound to real processes and to a real server.</summary>
public sealed class BoundFunctionsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly IFunctionInvoker _functions =
        FunctionHost.InProcess(new FunctionHostOptions { Template = SampleHost.Template });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _functions.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:Add:3")]
    [InlineData("sum")]
    public async Task Invoke_FunctionOfTheTemplate_ByNameArnAndBinding(string function) =>
        Assert.Equal("5", await InvokeAsync("sum: {function: Add}", function, """{"A": 2, "B": 3}"""));

    [Fact]
    public async Task Invoke_Command_EventIsItsInputAndResultItsOutput()
    {
        const string Script = """
            echo "to the log" >&2; printf '[%s,"%s","%s"]' "$(cat)" "$GREETING" "$AWS_LAMBDA_FUNCTION_VERSION"
            """;
        await File.WriteAllTextAsync(_folder.File("f.sh"), Script);

        var result = await InvokeAsync(
            "f: {command: [sh, f.sh], environment: {GREETING: hello}}", "f:live", """{"n":1}""");

        Assert.Equal("""[{"n":1},"hello","live"]""", result);
        Assert.Contains("f: to the log", _log);
    }

    [Fact]
    public async Task Invoke_CommandWithoutOutput_ReturnsNull() =>
        Assert.Equal("null", await InvokeAsync("f: {command: ['true']}", "f", "{}"));

    [Theory]
    [InlineData("exit 3", "Runtime.ExitError", "Runtime exited with error: exit status 3")]
    [InlineData("kill -9 $$", "Runtime.ExitError", "Runtime exited with error: signal: killed")]
    [InlineData("echo not JSON; exit 4", "Runtime.ExitError", "Runtime exited with error: exit status 4")]
    [InlineData("""echo '{\"errorType\": \"Mine\", \"errorMessage\": \"why\"}'; exit 1""", "Mine", "why")]
    [InlineData("echo not JSON", "Runtime.MarshalError", "the standard output is not one JSON text")]
    [InlineData("head -c 7000000 /dev/zero", "Function.ResponseSizeTooLarge", "(6291556 bytes)")]
    public async Task Invoke_CommandThatFails_ErrorOfLambda(string script, string error, string message)
    {
        var failure = await FailAsync($"f: {{command: [sh, -c, \"{script}\"]}}", "f");

        Assert.Equal(error, failure.ErrorType);
        Assert.Contains(message, failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(error, (string?)JsonNode.Parse(failure.Cause)!["errorType"]);
    }

    [Fact]
    public async Task Invoke_CommandLongerThanItsTimeout_IsKilledWithItsChildren()
    {
        var pid = _folder.File("pid");
        var failure = await FailAsync(
            $"f: {{command: [sh, -c, 'sleep 600 & echo $! > {pid}; wait'], timeout: 1}}", "f");

        Assert.Equal("Sandbox.Timedout", failure.ErrorType);
        Assert.EndsWith("Error: Task timed out after 1.00 seconds", failure.ErrorMessage, StringComparison.Ordinal);
        var child = (await File.ReadAllTextAsync(pid)).Trim();
        Assert.True(SpinWait.SpinUntil(() => !IsolatedFunctionTests.IsAlive(child), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Invoke_CommandThatDoesNotExist_InvalidEntrypoint()
    {
        var failure = await FailAsync("f: {command: [./none]}", "f");

        Assert.Equal("Runtime.InvalidEntrypoint", failure.ErrorType);
        Assert.EndsWith(
            $"fork/exec {_folder.File("none")}: no such file or directory", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_UnboundFunction_CauseIsThatOfAwsAndTheLogSaysWhatToDo()
    {
        const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:gone";
        var failure = await FailAsync("f: {function: Add}", Arn);

        Assert.Equal("Lambda.ResourceNotFoundException", failure.ErrorType);
        Assert.Matches(
            @$"^Function not found: {Arn}:\$LATEST \(Service: AWSLambda; Status Code: 404; "
            + "Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\\)$",
            failure.Cause);
        var remedy = $"gone: {Arn}:$LATEST is not bound. Bind it in {_folder.File("bindings.yaml")}";
        Assert.StartsWith(remedy, Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_Endpoint_PostsTheEventToTheInvokeApi()
    {
        await using var server = await ServeAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"\"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} "
                + $"{(await body.ReadToEndAsync()).Length}\"");
        });
        var address = server.Urls.Single();

        Assert.Equal(
            "\"POST /2015-03-31/functions/f/invocations?Qualifier=live 7\"",
            await InvokeAsync($"f: {{url: '{address}'}}", "f:live", """{"n":1}"""));
        Assert.Equal(
            "\"POST /2015-03-31/functions/function/invocations 2\"",
            await InvokeAsync($"f: {{url: '{address}/2015-03-31/functions/function/invocations'}}", "f:live", "{}"));
    }

    [Theory]
    [InlineData(
        200, "Unhandled", null, """{"errorType":"Mine","errorMessage":"why"}""",
        "Mine", """{"errorType":"Mine","errorMessage":"why"}""")]
    [InlineData(
        200, "Unhandled", null, """{"errorMessage":"2025 Task timed out after 3.00 seconds"}""", "Lambda.Unknown",
        "The cause could not be determined because Lambda did not return an error type. Returned payload: "
        + """{"errorMessage":"2025 Task timed out after 3.00 seconds"}""")]
    [InlineData(
        404, null, "ResourceNotFoundException", """{"Type":"User","Message":"Function not found: x"}""",
        "Lambda.ResourceNotFoundException",
        "Function not found: x (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; ")]
    [InlineData(
        502, null, null, "gone", "Lambda.AWSLambdaException",
        "gone (Service: AWSLambda; Status Code: 502; Error Code: AWSLambdaException; ")]
    public async Task Invoke_EndpointThatFails_ErrorAsStepFunctionsReportsIt(
        int status, string? functionError, string? type, string body, string error, string cause)
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.StatusCode = status;
            if (functionError is not null) context.Response.Headers["X-Amz-Function-Error"] = functionError;
            if (type is not null) context.Response.Headers["x-amzn-ErrorType"] = type;
            return context.Response.WriteAsync(body);
        });

        var failure = await FailAsync($"f: {{url: '{server.Urls.Single()}'}}", "f");

        Assert.Equal(error, failure.ErrorType);
        Assert.StartsWith(cause, failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_EndpointWithoutServer_SdkClientException()
    {
        var failure = await FailAsync("f: {url: 'http://127.0.0.1:1'}", "f");

        Assert.Equal("Lambda.SdkClientException", failure.ErrorType);
        Assert.StartsWith("Unable to execute HTTP request: ", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_EndpointLongerThanTheTimeout_ClientExecutionTimeoutException()
    {
        await using var server = await ServeAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var failure = await FailAsync($"f: {{url: '{server.Urls.Single()}', timeout: 1}}", "f");

        Assert.Equal("Lambda.ClientExecutionTimeoutException", failure.ErrorType);
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate respond)
    {
        var app = WebApplication.Create(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        app.Run(respond);
        await app.StartAsync();
        return app;
    }

    private Task<FunctionFailedException> FailAsync(string binding, string function) =>
        Assert.ThrowsAsync<FunctionFailedException>(() => InvokeAsync(binding, function, "{}"));

    private async Task<string> InvokeAsync(string binding, string function, string payload)
    {
        var file = _folder.File("bindings.yaml");
        await File.WriteAllTextAsync(file, $"functions:\n  {binding}\n");
        var bound = new BoundFunctions(
            _functions, SampleHost.Template, FunctionBindings.Load(file, SampleHost.Template), TimeProvider.System,
            line => _log.Enqueue($"{line.Function}: {line.Text}"));
        var result = await bound.InvokeAsync(function, Encoding.UTF8.GetBytes(payload), CancellationToken.None);
        return Encoding.UTF8.GetString(result);
    }
}
