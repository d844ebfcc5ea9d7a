using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Executions that a Task starts: <c>states:startExecution</c>, <c>.sync</c> and <c>.sync:2</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html</remarks>
internal sealed class NestedExecutions(LocalExecutions executions, ExecutionOperations operations)
{
    private const string Resource = "arn:aws:states:::states:startExecution";

    public void Register(FunctionTasks tasks)
    {
        tasks.Register(Resource, (call, _) => Task.FromResult(Started(Start(call))));
        tasks.Register(Resource + ".waitForTaskToken", (call, _) => Task.FromResult(Started(Start(call))));
        tasks.Register(Resource + ".sync", (call, stop) => WaitAsync(call, output => output.ToString(), stop));
        tasks.Register(Resource + ".sync:2", (call, stop) => WaitAsync(call, output => output, stop));
    }

    private RecordedExecution Start(TaskInvocation call)
    {
        var arguments = call.Payload as ObjectData ?? ObjectData.Empty;
        var request = new ObjectBuilder();
        if (arguments["StateMachineArn"] is { } machine) request["stateMachineArn"] = machine;
        if (arguments["Name"] is { } name) request["name"] = name;
        if (arguments["Input"] is { } input) request["input"] = input.ToPlainText();
        try
        {
            return operations.StartNew(ApiRequest.Of("StartExecution", request.Build()));
        }
        catch (ApiException failure)
        {
            throw new TaskFailedException($"StepFunctions.{failure.Name}Exception", failure.Message);
        }
    }

    // The nested execution stops with the one that waits for it.
    private async Task<JsonData> WaitAsync(TaskInvocation call, Func<JsonData, JsonData> output, CancellationToken stop)
    {
        var execution = Start(call);
        try
        {
            await executions.WaitAsync(execution).WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await executions.StopAsync(execution, null, "The execution that started this one was stopped.");
            throw;
        }
        var result = Describe(execution, output);
        return execution.Status == ExecutionStatus.Succeeded
            ? result
            : throw new TaskFailedException(ErrorNames.TaskFailed, result.ToString());
    }

    private static JsonData Started(RecordedExecution execution) => ObjectData.Of(
        ("ExecutionArn", execution.Arn), ("StartDate", execution.Start.Started.ToUnixTimeMilliseconds()));

    private static JsonData Describe(RecordedExecution execution, Func<JsonData, JsonData> output)
    {
        var input = JsonData.Parse(execution.Start.Input);
        var json = new ObjectBuilder
        {
            ["ExecutionArn"] = execution.Arn,
            ["Input"] = output(input),
            ["InputDetails"] = ObjectData.Of(("Included", true)),
            ["Name"] = execution.Name,
            ["StartDate"] = execution.Start.Started.ToUnixTimeMilliseconds(),
            ["StateMachineArn"] = execution.Start.StateMachineArn,
            ["Status"] = execution.Status.ToWire(),
            ["StopDate"] = execution.Stopped!.Value.ToUnixTimeMilliseconds(),
        };
        if (execution.Output is { } result)
        {
            json["Output"] = output(result);
            json["OutputDetails"] = ObjectData.Of(("Included", true));
        }
        if (execution.Failure.Error is { } error) json["Error"] = error;
        if (execution.Failure.Cause is { } cause) json["Cause"] = cause;
        return json;
    }
}
