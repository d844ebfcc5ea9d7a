using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Tasks;

public sealed class TaskTokenTests
{
    private readonly Machine _machine = new();
    private readonly StatesEngine _engine;

    public TaskTokenTests() => _engine = new StatesEngine(_machine.Functions, _machine.Objects, _machine.Time);

    [Fact]
    public async Task RunAsync_TokenSent_ResultIsItsOutput()
    {
        _machine.Functions.With("f", payload =>
        {
            Assert.True(_engine.Tokens.Succeed(payload["token"]!.Text, ObjectData.Of(("n", 5))));
            return "ignored";
        });

        var result = await RunAsync("");

        Assert.Equal((ExecutionStatus.Succeeded, """{"n":5}"""), (result.Status, result.Output?.ToString()));
        Assert.Equal(
            "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited "
            + "SucceedStateEntered SucceedStateExited ExecutionSucceeded",
            Machine.Types(result));
        Assert.Equal("invoke.waitForTaskToken", result.History[4].ToJson()["taskSubmittedEventDetails"]!["resource"]!.Text);
    }

    [Fact]
    public async Task RunAsync_FailureSent_FailsWithItsErrorAndCanBeCaught()
    {
        _machine.Functions.With("f", payload =>
        {
            _engine.Tokens.Fail(payload["token"]!.Text, "Rejected", "why");
            return JsonData.Null;
        });

        var result = await RunAsync("");
        var caught = await RunAsync(""", "Catch": [{"ErrorEquals": ["Rejected"], "Next": "E"}]""");

        Assert.Equal(("Rejected", "why"), (result.Error, result.Cause));
        Assert.Equal("""{"Error":"Rejected","Cause":"why"}""", caught.Output?.ToString());
    }

    [Fact]
    public async Task RunAsync_NoTokenInTime_TimesOutAndForgetsTheToken()
    {
        var token = "";
        _machine.Functions.With("f", payload => token = payload["token"]!.Text);

        var result = await RunAsync(""", "TimeoutSeconds": 60""");

        Assert.Equal(ErrorNames.Timeout, result.Error);
        Assert.False(_engine.Tokens.Succeed(token, 1));
        Assert.False(_engine.Tokens.SendHeartbeat(token));
    }

    [Fact]
    public async Task RunAsync_Activity_WorkerTakesTheInputAndEndsIt()
    {
        const string Activity = "arn:aws:states:r:1:activity:a";
        var definition = StateMachineDefinition.Parse(Machine.Single($$"""{"Type": "Task", "Resource": "{{Activity}}"}"""));
        var running = _engine.RunAsync(definition, JsonData.Parse("""{"n": 1}"""), _machine.Options);

        var (token, input) = await _engine.Activities.TakeAsync(Activity, "worker", default);
        _engine.Tokens.Succeed(token, input["n"]!);
        var result = await running;

        Assert.Equal("1", result.Output?.ToString());
        Assert.Equal(
            "ExecutionStarted TaskStateEntered ActivityScheduled ActivityStarted ActivitySucceeded TaskStateExited "
            + "ExecutionSucceeded",
            Machine.Types(result));
        Assert.Equal(new ActivityStartedDetails("worker"), result.History[3].Details);
    }

    [Fact]
    public async Task RunAsync_ActivityWithoutWorker_TimesOutAndIsGivenToNobody()
    {
        const string Activity = "arn:aws:states:r:1:activity:b";

        var result = await _machine.Time.RunToEndAsync(() => _engine.RunAsync(
            StateMachineDefinition.Parse(
                Machine.Single($$"""{"Type": "Task", "Resource": "{{Activity}}", "TimeoutSeconds": 60}""")),
            ObjectData.Empty, _machine.Options));

        Assert.Equal(ErrorNames.Timeout, result.Error);
        Assert.Contains(HistoryEventType.ActivityTimedOut, result.History.Select(entry => entry.Type));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _engine.Activities.TakeAsync(Activity, null, stop.Token));
    }

    [Fact]
    public async Task RunAsync_UnknownService_FailsWithRuntimeErrorThatNamesIt()
    {
        var tasks = new RefusingTasks();

        var result = await new StatesEngine(tasks).RunAsync(
            StateMachineDefinition.Parse(Machine.Single(
                """{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q"}}""")),
            ObjectData.Empty, _machine.Options);

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Contains("'arn:aws:states:::sqs:sendMessage' is not available here", result.Cause, StringComparison.Ordinal);
    }

    private Task<ExecutionResult> RunAsync(string fields)
    {
        var definition = StateMachineDefinition.Parse(
            $$"""
            {"StartAt": "S", "States": {
              "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Next": "E",
                    "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"} }{{fields}} },
              "E": {"Type": "Succeed"} } }
            """);
        return _machine.Time.RunToEndAsync(() => _engine.RunAsync(definition, ObjectData.Empty, _machine.Options));
    }

    private sealed class RefusingTasks : ITaskInvoker
    {
        public Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation) =>
            throw new UnknownIntegrationException(call.Resource, "Use another.");
    }
}
