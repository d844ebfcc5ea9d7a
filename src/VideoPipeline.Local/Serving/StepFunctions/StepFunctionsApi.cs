using System.Text;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>
/// The operations of the Step Functions API that start, stop and describe executions of the local state machine
/// (docs.aws.amazon.com/step-functions/latest/apireference).
/// </summary>
internal sealed class StepFunctionsApi
{
    private const int MaxNameLength = 80;
    private const int MaxInputBytes = 256 * 1024;

    // The API reference of StartExecution forbids these and control characters in a name.
    private const string InvalidNameCharacters = " \t\r\n<>{}[]?*\"#%\\^|~`$&,;:/";

    private readonly LocalExecutions _executions;
    private readonly HostedPipeline _pipeline;
    private readonly DateTimeOffset _created;
    private readonly Dictionary<string, Func<ApiRequest, Task<JsonData>>> _operations;

    /// <summary>Creates the API.</summary>
    public StepFunctionsApi(LocalExecutions executions, HostedPipeline pipeline, TimeProvider time)
    {
        (_executions, _pipeline, _created) = (executions, pipeline, time.GetUtcNow());
        _operations = new()
        {
            ["StartExecution"] = request => Task.FromResult(Start(request)),
            ["StopExecution"] = StopAsync,
            ["DescribeExecution"] = request => Task.FromResult(ApiShapes.Description(Execution(request))),
            ["GetExecutionHistory"] = request => Task.FromResult(History(request)),
            ["ListExecutions"] = request => Task.FromResult(Executions(request)),
            ["ListMapRuns"] = request => Task.FromResult(MapRuns(request)),
            ["DescribeMapRun"] = request => Task.FromResult(ApiShapes.Description(MapRun(request.Required("mapRunArn")))),
            ["ListStateMachines"] = request => Task.FromResult(
                Page.Create(request, "stateMachines", "stateMachines", [ApiShapes.StateMachine(_created)])),
            ["DescribeStateMachine"] = request => Task.FromResult(StateMachine(request)),
        };
    }

    /// <summary>Executes an operation and returns its response.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="body">The request body, JSON.</param>
    /// <exception cref="ApiException">The operation failed, or is not supported.</exception>
    public Task<JsonData> InvokeAsync(string operation, string body) => _operations.TryGetValue(operation, out var invoke)
        ? invoke(ApiRequest.Parse(body))
        : throw new ApiException(
            "UnknownOperationException",
            $"The operation {operation} is not supported. Supported are {string.Join(", ", _operations.Keys)}.");

    private JsonData Start(ApiRequest request)
    {
        RequireStateMachine(request.Required("stateMachineArn"));
        var name = request.Text("name") ?? Guid.NewGuid().ToString();
        if (name.Length is 0 or > MaxNameLength || name.Any(c => char.IsControl(c) || InvalidNameCharacters.Contains(c)))
            throw new ApiException("InvalidName", $"Invalid Name: '{name}'");
        var execution = _executions.Start(name, Input(request.Text("input") ?? "{}"))
            ?? throw new ApiException("ExecutionAlreadyExists", $"Execution Already Exists: '{name}'");
        return new ObjectBuilder { ["executionArn"] = execution.Arn, ["startDate"] = ApiShapes.Seconds(execution.Started) };
    }

    private static JsonData Input(string text)
    {
        try
        {
            if (Encoding.UTF8.GetByteCount(text) <= MaxInputBytes) return JsonData.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new ApiException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{exception.Message}'");
        }

        throw ApiException.Validation(
            "1 validation error detected: Value at 'input' failed to satisfy constraint: "
            + $"Member must have length less than or equal to {MaxInputBytes}");
    }

    private async Task<JsonData> StopAsync(ApiRequest request)
    {
        var execution = Execution(request);
        await _executions.StopAsync(execution, request.Text("error"), request.Text("cause"));
        return new ObjectBuilder { ["stopDate"] = ApiShapes.Seconds(execution.Stopped!.Value) };
    }

    private JsonData History(ApiRequest request)
    {
        var execution = Execution(request);
        var newestFirst = request.Flag("reverseOrder") ?? false;
        var withData = request.Flag("includeExecutionData") ?? true;
        var events = newestFirst ? execution.Events.Reverse() : execution.Events;
        return Page.Create(
            request, "events", $"{newestFirst} {execution.Arn}", events.Select(entry => ApiShapes.Event(entry, withData)));
    }

    private JsonData Executions(ApiRequest request)
    {
        var status = request.Text("statusFilter");
        var run = request.Text("mapRunArn") is { } arn ? MapRun(arn) : null;
        if (run is null) RequireStateMachine(request.Required("stateMachineArn"));
        var executions = _executions.All
            .Where(execution => execution.MapRun == run && (status is null || execution.Status.ToWire() == status))
            .Select(execution => (JsonData)ApiShapes.Item(execution));
        return Page.Create(request, "executions", $"{status} {run?.Arn}", executions);
    }

    private JsonData MapRuns(ApiRequest request)
    {
        var execution = Execution(request);
        return Page.Create(request, "mapRuns", execution.Arn, execution.MapRuns.Reverse().Select(ApiShapes.Item));
    }

    private JsonData StateMachine(ApiRequest request)
    {
        RequireStateMachine(request.Required("stateMachineArn"));
        var json = ApiShapes.StateMachine(_created);
        json["status"] = "ACTIVE";
        json["definition"] = _pipeline.DefinitionText;
        json["roleArn"] = new ExecutionOptions { Name = "any" }.RoleArn;
        json["loggingConfiguration"] = ObjectData.Of(("level", "OFF"), ("includeExecutionData", false));
        return json;
    }

    private RecordedExecution Execution(ApiRequest request)
    {
        var arn = Arn(request.Required("executionArn"), "execution");
        return _executions.Find(arn) ?? throw ApiException.ExecutionDoesNotExist(arn);
    }

    private MapRun MapRun(string arn) => _executions.FindMapRun(Arn(arn, "mapRun"))
        ?? throw new ApiException("ResourceNotFound", $"Resource not found: '{arn}'");

    private static void RequireStateMachine(string arn)
    {
        if (Arn(arn, "stateMachine") != HostedPipeline.StateMachineArn)
        {
            throw new ApiException(
                "StateMachineDoesNotExist",
                $"State Machine Does Not Exist: '{arn}'. The local state machine is {HostedPipeline.StateMachineArn}.");
        }
    }

    private static string Arn(string arn, string type) =>
        arn.Split(':') is ["arn", _, "states", _, _, var resourceType, ..] && resourceType == type
            ? arn
            : throw new ApiException("InvalidArn", $"Invalid Arn: '{arn}' is not the ARN of a resource of type {type}");
}
