using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Deployed;

namespace VideoPipeline.Simulation.Runs;

/// <summary>An execution of the definition, or a child execution of it.</summary>
/// <param name="deployment">Where it runs.</param>
/// <param name="work">The work of the video.</param>
/// <param name="workflow">Its states.</param>
/// <param name="range">The number of the range that a child execution decodes; null for the main execution.</param>
/// <param name="parent">The execution of which it is a child; null for the main execution.</param>
/// <param name="ended">Called at the end with the name of the error (null if it succeeded) and the events of its history.</param>
internal sealed class ExecutionRun(
    Deployment deployment, AwsWorkload work, DeployedWorkflow workflow, int? range, ExecutionRun? parent,
    Action<string?, int> ended)
{
    /// <summary>The events that a history may have: with more, Step Functions fails the execution.</summary>
    public const int MaxEvents = 25_000;

    private const string Throttled = "Lambda.TooManyRequestsException", TimedOut = "States.Timeout", TooLong = "States.Runtime";

    // What a history has for its start and end; for entering and leaving a state; for an attempt of a task.
    private const int ExecutionEvents = 2;
    private const int StateEvents = 2;
    private const int AttemptEvents = 3;

    private int _events = ExecutionEvents;
    private int _childEvents;
    private bool _hasMapRun;
    private bool _hasEnded;

    // Ending an execution stops its child executions. Running invocations go on.
    private bool HasEnded => _hasEnded || parent?.HasEnded == true;

    /// <summary>Runs it from its first state.</summary>
    public void Start()
    {
        if (!double.IsInfinity(workflow.Timeout)) deployment.Queue.After(workflow.Timeout, () => End(TimedOut));
        Enter(workflow.StartAt);
    }

    private void Enter(string? name)
    {
        if (HasEnded) return;
        if (name is null)
        {
            End(null);
            return;
        }
        var state = workflow.States[name];
        _events += StateEvents;
        deployment.StepFunctions.Transition(AwsTimes.Transition, () =>
        {
            if (state.Type == "Task") Attempt(state, new long[state.Retry.Count]);
            else if (state.Type == "Map") OpenMapRun(state);
            else Enter(state.Next);
        });
    }

    private void End(string? error)
    {
        if (HasEnded) return;
        _hasEnded = true;
        if (_hasMapRun) deployment.StepFunctions.CloseMapRun(() => { });
        ended(error, Math.Max(_events, _childEvents));
    }

    private void Attempt(DeployedState state, long[] retries)
    {
        if (HasEnded) return;
        _events += AttemptEvents;
        if (_events > MaxEvents)
        {
            End(TooLong);
            return;
        }
        var function = deployment.Lambda.Functions[state.Function!];
        if (deployment.Lambda.TryStart(function) is not { } cold)
        {
            Retry(state, retries, Throttled);
            return;
        }
        var seconds = deployment.Spread.Draw(SecondsOf(state.Function!), deployment.Random) + (cold ? AwsTimes.ColdStart : 0);
        var limit = function.Deployed.Timeout;
        deployment.Queue.After(Math.Min(seconds, limit), () =>
        {
            deployment.Lambda.End(function, Math.Min(seconds, limit));
            if (seconds > limit) Retry(state, retries, "Sandbox.Timedout");
            else Enter(state.Next);
        });
    }

    private void Retry(DeployedState state, long[] retries, string error)
    {
        if (HasEnded) return;
        for (var i = 0; i < retries.Length; i++)
        {
            if (!state.Retry[i].Errors.Contains(error)) continue;
            // Only the first retrier that matches applies.
            if (retries[i] >= state.Retry[i].MaxAttempts) break;
            var delay = state.Retry[i].Delay(retries[i]++, deployment.Random.NextDouble());
            deployment.StepFunctions.Transition(delay, () => Attempt(state, retries));
            return;
        }
        End(error);
    }

    private void OpenMapRun(DeployedState map) => deployment.StepFunctions.OpenMapRun(() =>
    {
        _hasMapRun = true;
        if (HasEnded) deployment.StepFunctions.CloseMapRun(() => { });
        else RunChildren(map);
    });

    private void CloseMapRun(Action then)
    {
        _hasMapRun = false;
        deployment.StepFunctions.CloseMapRun(then);
    }

    private void RunChildren(DeployedState map)
    {
        var concurrency = Math.Min(work.Workers, deployment.Settings.MaxWorkers ?? int.MaxValue);
        var (started, succeeded, failed) = (0, 0, false);
        for (var i = 0; i < concurrency; i++) StartNext();

        void StartNext()
        {
            if (failed || started == work.Ranges.Count) return;
            var child = new ExecutionRun(deployment, work, map.Children!, started++, this, ChildEnded);
            deployment.StepFunctions.Transition(0, child.Start);
        }

        void ChildEnded(string? error, int events)
        {
            _childEvents = Math.Max(_childEvents, events);
            if (failed) return;
            failed = error is not null;
            if (failed) CloseMapRun(() => End(error));
            else if (++succeeded == work.Ranges.Count) CloseMapRun(() => Enter(map.Next));
            else StartNext();
        }
    }

    private double SecondsOf(string function) => function switch
    {
        _ when range is { } number => work.Ranges[number],
        "IndexFunction" => work.Index,
        "PlanFunction" => work.Plan,
        "ReduceFunction" => work.Reduce,
        _ => throw new NotSupportedException($"How long {function} takes is not known. Add it to AwsWorkload."),
    };
}
