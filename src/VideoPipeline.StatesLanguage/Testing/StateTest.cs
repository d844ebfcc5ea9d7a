using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>The test of one state: an execution that ends when the state is left, would be retried, or fails.</summary>
internal sealed class StateTest
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
    private const int MaxSeconds = 300;

    private readonly EngineServices _services;
    private readonly StateUnderTest _tested;
    private readonly StateTestOptions _options;
    private StatesException? _caught;

    public StateTest(EngineServices services, StateUnderTest tested, StateTestOptions options)
    {
        (_services, _tested, _options) = (services, tested, options);
        if (options.Mock is null && tested.State.Workflows.Count > 0)
            throw new ArgumentException($"A {tested.State.Type} state is only tested with a mock.", nameof(options));
    }

    public StateInspection Inspection { get; } = new();

    /// <inheritdoc cref="StateTestOptions.Mock"/>
    public StateMock? Mock => _options.Mock;

    /// <summary>Whether the caller gave the context object, which then stays as it is.</summary>
    public bool HasOwnContext => _options.Context is not null;

    /// <summary>The context object of the state.</summary>
    public ContextObject Context { get; private set; } = ContextObject.Empty;

    /// <inheritdoc cref="StateTestOptions.RetryCount"/>
    public int RetryCount => _options.RetryCount;

    /// <inheritdoc cref="StateTestOptions.FailedIterations"/>
    public int FailedIterations => _options.FailedIterations;

    /// <inheritdoc cref="StateTestOptions.ItemReaderData"/>
    /// <exception cref="InvalidStateTestException">There is none.</exception>
    public string ItemReaderData => _options.ItemReaderData ?? throw new InvalidStateTestException(
        "ItemReader data must be specified when testing a Map state with ItemReader specified.");

    /// <summary>The number of iterations that have failed.</summary>
    /// <param name="iterations">The number of all iterations.</param>
    /// <exception cref="InvalidStateTestException">More have failed than there are.</exception>
    public int FailedOf(int iterations) => FailedIterations <= iterations
        ? FailedIterations
        : throw new InvalidStateTestException(
            "Map iteration failure count must be less than or equal to the number of Map iterations.");

    /// <summary>Records the first retrier that matches an error.</summary>
    /// <returns>Whether it would retry the state.</returns>
    public bool RecordRetrier(int index, Retrier retrier)
    {
        Inspection.RetryIndex = index;
        if (RetryCount >= retrier.MaxAttempts) return false;
        Inspection.RetryDelay = retrier.Delay(RetryCount, random: 1);
        return true;
    }

    /// <summary>Records the catcher that catches an error.</summary>
    public void RecordCatcher(int index, StatesException failure) => (Inspection.CatchIndex, _caught) = (index, failure);

    /// <summary>Runs the test to its end.</summary>
    /// <exception cref="InvalidStateTestException">The options contradict the definition or the input.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public async Task<StateTestResult> RunAsync(CancellationToken cancellation)
    {
        var execution = Begin();
        using var deadline = _services.Time.CreateDeadline(MaxSeconds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var branch = new Branch(
            execution, new EventChain(execution.History, default, 0), Context, Variables.None.With(_options.Variables));
        try
        {
            var transition = await WorkflowRun
                .VisitAsync(_tested.State, _options.Input, branch, resumed: null, stop.Token).ConfigureAwait(false);
            return Left(transition, branch);
        }
        catch (StatesException failure)
        {
            return await PropagateAsync(failure, branch, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Failed(ErrorNames.Timeout, null);
        }
    }

    // As documented for AWS, the states around the tested one handle an error that it does not handle.
    private async Task<StateTestResult> PropagateAsync(StatesException failure, Branch branch, CancellationToken cancellation)
    {
        foreach (var outer in _tested.Outer)
        {
            if (Inspection.RetryDelay is not null) break;
            var entered = branch.Track.Append(StateEvents.Entered(outer.Type));
            var visit = new StateVisit(outer, _options.Input, branch, entered, resumed: null);
            try
            {
                if (outer.RecoveryOf(failure, visit) is not var (recovery, own)) break;
                return Left(await recovery.RunAsync(visit, _ => throw own, null, cancellation).ConfigureAwait(false), branch);
            }
            catch (StatesException thrown)
            {
                failure = thrown;
            }
        }
        return Failed(failure.Error, failure.Cause);
    }

    private Execution Begin()
    {
        // As on AWS, a test is an express execution of a state machine that does not exist.
        var machine = StateMachineArn.Parse(new ExecutionOptions { Name = "" }.StateMachineArn) with
        {
            Name = _services.Randomness.NextGuid().ToString(),
        };
        var name = _services.Randomness.NextGuid().ToString();
        var options = new ExecutionOptions { Name = name, ExecutionArn = machine.ExpressExecutionArn(name) };
        var execution = new Execution(_services, options, machine, name, _options.Input, mapRun: null, previous: null)
        {
            Test = this,
        };
        Context = ContextObject.Of(_options.Context ?? DefaultContext(execution));
        return execution;
    }

    private ObjectData DefaultContext(Execution execution)
    {
        var now = ContextObject.Time(_services.Time.GetUtcNow());
        var state = ObjectData.Of(("Name", StateUnderTest.Name), ("EnteredTime", now));
        var context = ObjectData.Of(
            ("Execution", ObjectData.Of(
                ("Id", execution.Arn),
                ("Input", _options.Input),
                ("Name", execution.Name),
                ("RoleArn", _options.RoleArn is { } role ? role : JsonData.Null),
                ("StartTime", now))),
            ("StateMachine", ObjectData.Of(
                ("Id", execution.StateMachine.ToString()), ("Name", execution.StateMachine.Name))),
            ("State", _tested.State.CanRetry ? state.With("RetryCount", _options.RetryCount) : state));
        return _tested.IsInMap
            ? context.With("Map", ObjectData.Of(("Item", ObjectData.Of(("Index", 0), ("Value", _options.Input)))))
            : context;
    }

    private StateTestResult Left(Transition transition, Branch branch) => new(
        _caught is null ? StateTestStatus.Succeeded : StateTestStatus.CaughtError, Visible(Inspection))
    {
        Output = transition.Output,
        Next = transition.Next,
        Error = _caught?.Error,
        Cause = _caught?.Cause,
        Variables = branch.Variables.With(transition.Assigned ?? ObjectData.Empty).Values,
    };

    private StateTestResult Failed(string? error, string? cause) => new(
        Inspection.RetryDelay is null ? StateTestStatus.Failed : StateTestStatus.Retriable, Visible(Inspection))
    {
        Error = error,
        Cause = cause,
        Variables = _options.Variables,
    };

    // As recorded on AWS, which does not show what a Parallel state gives to its branches.
    private StateInspection Visible(StateInspection inspection)
    {
        if (_tested.State.Type == StateType.Parallel)
            (inspection.AfterInputPath, inspection.AfterParameters, inspection.AfterArguments) = (null, null, null);
        return inspection;
    }
}
