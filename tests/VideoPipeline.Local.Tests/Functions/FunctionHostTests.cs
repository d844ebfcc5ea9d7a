using System.Text.Json.Nodes;
using SampleFunctions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>The behavior that in-process and isolated functions share.</summary>
public sealed class FunctionHostTests
{
    public static TheoryData<bool> Isolation => new() { false, true };

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_Input_IsDeserializedAndResultSerialized(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        Assert.Equal("5", await host.InvokeAsync("Add", """{"a":2,"B":3}"""));
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_FunctionWithoutResult_ReturnsNull(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        Assert.Equal("null", await host.InvokeAsync("Nothing", "{}"));
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_EnvironmentVariables_AreSet(bool isolated)
    {
        var environment = new Dictionary<string, string> { ["SAMPLE_GREETING"] = "Good day," };
        await using var host = new SampleHost(isolated, environment: environment);

        Assert.Equal("\"Good day, you\"", await host.InvokeAsync("Greet", "\"you\""));
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_Context_HasValuesOfTheTemplate(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        var facts = await host.InvokeAsync<Facts>("Describe", "{}");

        Assert.Equal(("Describe", 1769), (facts.Function, facts.MemorySize));
        Assert.InRange(facts.RemainingSeconds, 10, 30);
        Assert.True(Guid.TryParse(facts.RequestId, out _));
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_Sequentially_SameSandboxWithNewScope(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        var first = await host.InvokeAsync<Facts>("Describe", "{}");
        var second = await host.InvokeAsync<Facts>("Describe", "{}");

        Assert.Equal(first.Instance, second.Instance);
        Assert.NotEqual(first.Scope, second.Scope);
        Assert.NotEqual(first.RequestId, second.RequestId);
    }

    [Fact]
    public async Task Invoke_Concurrently_SeparateSandboxes()
    {
        await using var host = new SampleHost(isolated: false);
        var place = $"\"{Guid.NewGuid()}\"";

        var instances = await Task.WhenAll(host.InvokeAsync<Guid>("Meet", place), host.InvokeAsync<Guid>("Meet", place));

        Assert.NotEqual(instances[0], instances[1]);
    }

    [Fact]
    public async Task Invoke_CountedFrames_AreReported()
    {
        await using var host = new SampleHost(isolated: false);

        await host.InvokeAsync("Count", "97");

        Assert.Equal(97, host.Frames);
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_FunctionThatThrows_ErrorOfLambda(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        var failure = await host.AssertFailsAsync("Fail", "\"what was wrong\"");
        var error = JsonNode.Parse(failure.Payload.Span)!;

        Assert.Equal((nameof(SampleFailedException), "what was wrong"), (failure.ErrorType, failure.ErrorMessage));
        Assert.Equal((failure.ErrorType, failure.ErrorMessage), ((string?)error["errorType"], (string?)error["errorMessage"]));
        Assert.Contains(nameof(Samples.Fail), (string?)error["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Equal("the reason", (string?)error["cause"]!["errorMessage"]);
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_AfterFailure_Succeeds(bool isolated)
    {
        await using var host = new SampleHost(isolated);
        await host.AssertFailsAsync("Add", "\"no pair\"");

        Assert.Equal("2", await host.InvokeAsync("Add", """{"A":1,"B":1}"""));
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_ConstructorThatThrows_ReportsItsMessage(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        var failure = await host.AssertFailsAsync("Unstartable", "{}");

        Assert.Contains("cannot start", failure.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_MissingHandler_LambdaValidationException(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        Assert.Equal("LambdaValidationException", (await host.AssertFailsAsync("WrongMethod", "{}")).ErrorType);
    }

    [Theory, MemberData(nameof(Isolation))]
    public async Task Invoke_UnknownFunction_ListsFunctions(bool isolated)
    {
        await using var host = new SampleHost(isolated);

        var failure = await host.AssertFailsAsync("Subtract", "{}");

        Assert.Equal("Lambda.ResourceNotFoundException", failure.ErrorType);
        Assert.Contains("Add", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "RunTooLong")]
    [InlineData(false, "IgnoreToken")]
    [InlineData(true, "RunTooLong")]
    [InlineData(true, "IgnoreToken")]
    public async Task Invoke_LongerThanTimeout_TimesOutAsOnLambda(bool isolated, string function)
    {
        await using var host = new SampleHost(isolated);

        var failure = await host.AssertFailsAsync(function, "{}");

        Assert.Equal("Sandbox.Timedout", failure.ErrorType);
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$", failure.ErrorMessage);
    }

    [Fact]
    public async Task Invoke_Cancelled_StopsTheWork()
    {
        await using var host = new SampleHost(isolated: false);
        using var cancellation = new CancellationTokenSource();
        var (started, stopped) = (host.WaitForLineAsync("started"), host.WaitForLineAsync("stopped"));
        var invocation = host.InvokeAsync("RunForEver", "{}", cancellation.Token);
        await started;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.True(stopped.IsCompleted);
    }

    [Fact]
    public async Task Dispose_RunningInvocation_StopsTheWork()
    {
        var host = new SampleHost(isolated: false);
        var (started, stopped) = (host.WaitForLineAsync("started"), host.WaitForLineAsync("stopped"));
        var invocation = host.InvokeAsync("RunForEver", "{}");
        await started;

        await host.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.True(stopped.IsCompleted);
    }

    [Fact]
    public void InProcess_ConflictingEnvironmentVariables_NamesTheVariable()
    {
        var template = SamTemplate.Parse("""
            Resources:
              A: {Type: "AWS::Serverless::Function", Properties: {Handler: a, Environment: {Variables: {SAMPLE_X: "1"}}}}
              B: {Type: "AWS::Serverless::Function", Properties: {Handler: b, Environment: {Variables: {SAMPLE_X: "2"}}}}
            """);

        var error = Assert.Throws<TemplateException>(
            () => FunctionHost.InProcess(new FunctionHostOptions { Template = template }));

        Assert.Contains("Resources.B.Environment.SAMPLE_X", error.Message, StringComparison.Ordinal);
    }
}
