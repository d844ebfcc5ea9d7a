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

    private TaskState(StateHead head, DefinitionNode node)
        : base(head)
    {
        _resource = TaskResource.Parse(node.Required("Resource"));
        if (_resource.NeedsParameters) node.Required(node.ArgumentsField);
        _timeout = IntegerField.Parse(node, "TimeoutSeconds", 1, 99_999_999);
        _heartbeat = IntegerField.Parse(node, "HeartbeatSeconds", 1, 99_999_999);
        _recovery = RecoveryPolicy.Parse(node);
        if (_heartbeat.Constant >= _timeout.Constant)
        {
            throw node.Required("HeartbeatSeconds").Invalid(
                $"HeartbeatSeconds must be less than TimeoutSeconds (got {_heartbeat.Constant} and {_timeout.Constant}).",
                "Write a smaller number.");
        }
    }

    public override StateType Type => StateType.Task;

    internal override bool CanRetry => true;

    internal override IEnumerable<string> Targets => base.Targets.Concat(_recovery.Targets);

    public static TaskState Parse(string name, DefinitionNode node) => new(StateHead.ParseTransition(name, node), node);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation) =>
        _recovery.RunAsync(visit, token => AttemptAsync(visit, token), onFinalFailure: null, cancellation);

    private async ValueTask<Transition> AttemptAsync(StateVisit visit, CancellationToken cancellation)
    {
        using var waiting = _resource.WaitsForToken ? visit.Execution.Services.Tokens.Open(visit.Randomness) : null;
        if (waiting is not null) visit.SetToken(waiting.Token);
        var input = Head.Data.Input(visit);
        var scope = visit.Scope(input);
        var payload = Head.Data.Arguments(input, visit);
        PayloadLimit.Check(payload, Name);
        var limits = new TaskLimits(_timeout.Evaluate(scope), _heartbeat.Evaluate(scope));
        var result = visit.Mock is { } mock
            ? mock.Take()
            : await TaskAttempt.RunAsync(_resource, payload, limits, visit, waiting, cancellation).ConfigureAwait(false);
        return Head.Complete(result, visit);
    }
}
