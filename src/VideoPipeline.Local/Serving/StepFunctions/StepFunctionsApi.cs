using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations of the Step Functions API (docs.aws.amazon.com/step-functions/latest/apireference).</summary>
internal sealed class StepFunctionsApi
{
    private readonly Dictionary<string, Func<ApiRequest, Task<JsonData>>> _operations = [];

    /// <summary>Creates the API, with the pipeline as the first state machine.</summary>
    public StepFunctionsApi(LocalExecutions executions, HostedPipeline pipeline, TimeProvider time)
    {
        var machines = new StateMachineOperations(
            time, [(HostedPipeline.StateMachineArn, pipeline.DefinitionText)], new ExecutionOptions { Name = "any" }.RoleArn);
        foreach (var (name, invoke) in machines.All) _operations[name] = request => Task.FromResult(invoke(request));
        var operations = new ExecutionOperations(executions, machines);
        ExecutionOperations = operations;
        foreach (var (name, invoke) in operations.All) _operations[name] = invoke;
        foreach (var (name, invoke) in new TokenOperations(pipeline.Tokens).All)
            _operations[name] = request => Task.FromResult(invoke(request));
        foreach (var (name, invoke) in new ActivityOperations(pipeline.Activities, time).All) _operations[name] = invoke;
        new NestedExecutions(executions, operations).Register(pipeline.Tasks);
    }

    /// <summary>The operations on executions.</summary>
    public ExecutionOperations ExecutionOperations { get; }

    /// <summary>Executes an operation and returns its response.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="body">The request body, JSON.</param>
    /// <exception cref="ApiException">The operation failed, or is not supported.</exception>
    public Task<JsonData> InvokeAsync(string operation, string body) => _operations.TryGetValue(operation, out var invoke)
        ? invoke(ApiRequest.Parse(body))
        : throw new ApiException(
            "UnknownOperationException",
            $"The operation {operation} is not supported. Supported are {string.Join(", ", _operations.Keys.Order())}.");
}
