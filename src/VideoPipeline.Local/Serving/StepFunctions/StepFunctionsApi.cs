using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.Local.Serving.StepFunctions.Testing;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations of the Step Functions API (docs.aws.amazon.com/step-functions/latest/apireference).</summary>
internal sealed class StepFunctionsApi
{
    private readonly Dictionary<string, Func<ApiRequest, Task<JsonData>>> _operations = [];

    /// <summary>Creates the API, with the pipeline as the first state machine.</summary>
    public StepFunctionsApi(
        LocalExecutions executions, HostedPipeline pipeline, MockConfiguration mocks, TimeProvider time)
    {
        const string Pipeline = HostedPipeline.StateMachineArn;
        var machines = new LocalStateMachines(Pipeline[..(Pipeline.LastIndexOf(':') + 1)]);
        Machines = machines;
        var deletion = new StateMachineDeletion(machines, executions);
        var stateMachines = new StateMachineOperations(machines, deletion, executions, time);
        stateMachines.Add(Pipeline, pipeline.DefinitionText, new ExecutionOptions { Name = "any" }.RoleArn);
        Add(stateMachines.All);
        Add(new VersionOperations(machines, time).All);
        var activities = new LocalActivities();
        Add(new AliasOperations(machines, time).All);
        Add(new TagOperations(machines, activities).All);
        var mapRuns = new MapRunOperations(executions);
        Add(mapRuns.All);
        var operations = new ExecutionOperations(executions, machines, mapRuns, mocks);
        ExecutionOperations = operations;
        Add(operations.All);
        Add(new TokenOperations(pipeline.Tokens).All);
        Add(new ActivityOperations(activities, pipeline.Activities, time).All);
        _operations[TestStateOperation.Name] = new TestStateOperation(pipeline).InvokeAsync;
        new NestedExecutions(executions, operations).Register(pipeline.Tasks);
    }

    /// <summary>The state machines.</summary>
    public LocalStateMachines Machines { get; }

    /// <summary>The operations on executions.</summary>
    public ExecutionOperations ExecutionOperations { get; }

    /// <summary>Executes an operation and returns its response.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="body">The request body, JSON.</param>
    /// <param name="aborted">Cancelled when the client does not wait for the response any more.</param>
    /// <exception cref="ApiException">The operation failed, or is not supported.</exception>
    public Task<JsonData> InvokeAsync(string operation, string body, CancellationToken aborted) =>
        _operations.TryGetValue(operation, out var invoke)
        ? invoke(ApiRequest.Parse(operation, body, aborted))
        : throw new ApiException(
            "UnknownOperationException",
            $"The operation {operation} is not supported. Supported are {string.Join(", ", _operations.Keys.Order())}.");

    private void Add(IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> operations) =>
        Add(operations.Select(operation =>
            (operation.Name, new Func<ApiRequest, Task<JsonData>>(request => Task.FromResult(operation.Invoke(request))))));

    private void Add(IEnumerable<(string Name, Func<ApiRequest, Task<JsonData>> Invoke)> operations)
    {
        foreach (var (name, invoke) in operations) _operations[name] = invoke;
    }
}
