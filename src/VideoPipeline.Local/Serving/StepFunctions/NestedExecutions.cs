using System.Security.Cryptography;
using System.Text;
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
        request["name"] = arguments["Name"] ?? NameOf(call);
        if (arguments["Input"] is { } input) request["input"] = input.ToPlainText();
        try
        {
            return operations.StartNew(ApiRequest.Of("StartExecution", request.Build()));
        }
        catch (ApiException failure)
        {
            // The call was made before the server was interrupted, and the execution has ended since.
            if (arguments["Name"] is null && executions.Known.FindByName(NameOf(call)) is { } started) return started;
            throw new TaskFailedException($"StepFunctions.{failure.Name}Exception", failure.Message);
        }
    }

    // The same for a call that is made again after an interruption, so that it does not start another execution.
    private static string NameOf(TaskInvocation call) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(call.Id)).AsSpan(0, 16)).ToString();

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
        var input = JsonData.Parse(execution.Input);
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
