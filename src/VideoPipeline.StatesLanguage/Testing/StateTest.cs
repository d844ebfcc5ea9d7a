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
        IsMocked = options.Mock is not null;
        if (!IsMocked && tested.State.Workflows.Count > 0)
            throw new ArgumentException($"A {tested.State.Type} state is only tested with a mock.", nameof(options));
    }

    public StateInspection Inspection { get; } = new();

    /// <summary>Whether a mock takes the place of the state's work.</summary>
    public bool IsMocked { get; }

    /// <summary>Whether the caller gave the context object, which then stays as it is.</summary>
    public bool HasOwnContext => _options.Context is not null;

    /// <summary>The context object of the state.</summary>
    public ContextObject Context { get; private set; } = ContextObject.Empty;

    /// <inheritdoc cref="StateTestOptions.RetryCount"/>
    public int RetryCount => _options.RetryCount;

    /// <inheritdoc cref="StateTestOptions.ItemReaderData"/>
    /// <exception cref="InvalidStateTestException">There is none.</exception>
    public string ItemReaderData => _options.ItemReaderData ?? throw new InvalidStateTestException(
        "ItemReader data must be specified when testing a Map state with ItemReader specified.");

    /// <summary>The mocked result.</summary>
    /// <exception cref="StatesException">The mock is an error.</exception>
    public JsonData TakeResult() => _options.Mock!.Take();

    /// <summary>The number of iterations that have failed.</summary>
    /// <param name="iterations">The number of all iterations.</param>
    /// <exception cref="InvalidStateTestException">More have failed than there are.</exception>
    public int FailedOf(int iterations) => _options.FailedIterations <= iterations
        ? _options.FailedIterations
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
        var variables = Variables.None.With(_options.Variables);
        try
        {
            var branch = new Branch(execution, new EventChain(execution.History, 0), Context, variables);
            var transition = await WorkflowRun
                .VisitAsync(_tested.State, _options.Input, branch, resumed: null, stop.Token).ConfigureAwait(false);
            return new StateTestResult(
                _caught is null ? StateTestStatus.Succeeded : StateTestStatus.CaughtError, Visible(Inspection))
            {
                Output = transition.Output,
                Next = transition.Next,
                Error = _caught?.Error,
                Cause = _caught?.Cause,
                Variables = variables.With(transition.Assigned ?? ObjectData.Empty).Values,
            };
        }
        catch (StatesException failure)
        {
            return Failed(failure.Error, failure.Cause, variables);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Failed(ErrorNames.Timeout, null, variables);
        }
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
        return _tested.IsInMap ? ContextObject.Of(context).WithItem(new MapItem(0, _options.Input)).Json : context;
    }

    private StateTestResult Failed(string? error, string? cause, Variables variables) => new(
        Inspection.RetryDelay is null ? StateTestStatus.Failed : StateTestStatus.Retriable, Visible(Inspection))
    {
        Error = error,
        Cause = cause,
        Variables = variables.Values,
    };

    // As recorded on AWS, which does not show what a Parallel state gives to its branches.
    private StateInspection Visible(StateInspection inspection)
    {
        if (_tested.State.Type == StateType.Parallel)
            (inspection.AfterInputPath, inspection.AfterParameters, inspection.AfterArguments) = (null, null, null);
        return inspection;
    }
}
