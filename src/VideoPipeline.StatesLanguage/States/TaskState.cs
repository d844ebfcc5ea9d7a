using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Task state: invokes a Lambda function.</summary>
internal sealed class TaskState : State
{
    public static readonly StateFields Fields = new(
        [.. StateFields.Transition, "Resource", "Credentials", "TimeoutSeconds", "HeartbeatSeconds", .. RecoveryPolicy.Fields],
        ["InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "TimeoutSecondsPath", "HeartbeatSecondsPath"],
        ["Arguments", "Output"]);

    private readonly TaskResource _resource;
    private readonly IntegerField _timeout;
    private readonly IntegerField _heartbeat;
    private readonly RecoveryPolicy _recovery;

    private TaskState(StateHead head, DefinitionNode node, StateMachineScope scope)
        : base(head)
    {
        _resource = TaskResource.Parse(node, scope);
        CheckCredentials(node.Optional("Credentials"));
        _timeout = IntegerField.Parse(node, "TimeoutSeconds", 1, 99_999_999);
        _heartbeat = IntegerField.Parse(node, "HeartbeatSeconds", 1, 99_999_999);
        _recovery = RecoveryPolicy.Parse(node);
        if (_heartbeat.Constant >= _timeout.Constant)
        {
            node["HeartbeatSeconds"].Report(
                $"HeartbeatSeconds must be less than TimeoutSeconds (got {_heartbeat.Constant} and {_timeout.Constant})",
                "Write a smaller number.");
        }
    }

    public override StateType Type => StateType.Task;

    public string Resource => _resource.Arn;

    internal override bool CanRetry => true;

    public static TaskState Parse(string name, DefinitionNode node, StateMachineScope scope) =>
        new(StateHead.ParseTransition(name, node), node, scope);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation) =>
        _recovery.RunAsync(visit, token => AttemptAsync(visit, token), onFinalFailure: null, cancellation);

    private void CheckCredentials(DefinitionNode? credentials)
    {
        if (credentials?.Jsonata() is not null || credentials is null) return;
        if (!credentials.Has("RoleArn") && !credentials.Has("RoleArn.$"))
        {
            credentials.Report("The field 'RoleArn' is required but was missing", "Add RoleArn, the ARN of the role to assume.");
        }
        if (_resource is ActivityTask) credentials.Report(
            "The field 'Credentials' is not supported for activities", "Remove it.");
        credentials.Template();
    }

    private async ValueTask<Transition> AttemptAsync(StateVisit visit, CancellationToken cancellation)
    {
        // An attempt that was interrupted goes on with what it was scheduled with.
        var scheduled = TaskScheduling.Of(visit.Track.Recorded);
        using var waiting = _resource.WaitsForToken
            ? visit.Execution.Services.Tokens.Open(
                scheduled?.Token ?? TaskTokens.Create(visit.Randomness), visit.Execution.Write)
            : null;
        if (waiting is not null) visit.SetToken(waiting.Token);
        var input = Head.Data.Input(visit);
        var scope = visit.Scope(input);
        var payload = scheduled?.Input ?? Head.Data.Arguments(input, visit);
        PayloadLimit.Check(payload, Name);
        var limits = new TaskLimits(_timeout.Evaluate(scope), _heartbeat.Evaluate(scope));
        var result = visit.Mock is { } mock
            ? mock.Take()
            : await TaskAttempt.RunAsync(_resource, payload, limits, visit, waiting, cancellation).ConfigureAwait(false);
        if (visit.Inspection is { } inspection) inspection.Result = result;
        return Head.Complete(result, visit);
    }
}
