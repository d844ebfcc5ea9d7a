using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>A state that an <see cref="ExecutionDebugger"/> holds, before it is entered or after it has failed.
/// Thread-safe.</summary>
public sealed class PausedState
{
    private readonly TaskCompletionSource<StateDecision?> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StateDecision _run;

    internal PausedState(long id, StateEntry entry, StateFailure? failure)
    {
        (Id, Entry, Failure) = (id, entry, failure);
        _run = StateDecision.Run(entry.Input);
    }

    /// <summary>The number of the pause within the execution, from 1.</summary>
    public long Id { get; }

    /// <summary>The state, and the input that it would get, or with which it failed.</summary>
    public StateEntry Entry { get; }

    /// <summary>The error; null if the state is yet to be entered.</summary>
    public StateFailure? Failure { get; }

    /// <summary>The input with which the state will be entered.</summary>
    /// <exception cref="InvalidDecisionException">The value is larger than 256 KiB.</exception>
    public JsonData Input
    {
        get => Volatile.Read(ref _run).Input;
        set => Volatile.Write(ref _run, StateDecision.Run(value));
    }

    /// <summary>Completes when the state is no longer held: it goes on, or was aborted.</summary>
    public Task Released => _decision.Task;

    /// <summary>Enters the state, again if it has failed, with <see cref="Input"/>.</summary>
    /// <returns>False if it is no longer held.</returns>
    public bool Enter() => _decision.TrySetResult(Volatile.Read(ref _run));

    /// <summary>Enters the state, again if it has failed, with a result or an error in the place of its work.</summary>
    /// <inheritdoc cref="Enter" path="/returns"/>
    /// <exception cref="InvalidDecisionException">It is a result, and the state has none.</exception>
    public bool Mock(StateMock mock)
    {
        if (!mock.IsError && !Entry.State.CanMockResult)
        {
            throw new InvalidDecisionException(
                $"'{Entry.State.Name}' is a {Entry.State.Type} state, which has no result. Change its input, or mock an error.");
        }
        return _decision.TrySetResult(StateDecision.WithMock(Input, mock));
    }

    /// <summary>Lets the failure leave the state.</summary>
    /// <inheritdoc cref="Enter" path="/returns"/>
    /// <exception cref="InvalidDecisionException">The state has not failed.</exception>
    public bool LetFail() => Failure is null
        ? throw new InvalidDecisionException($"The state '{Entry.State.Name}' has not failed. Mock an error to make it fail.")
        : _decision.TrySetResult(null);

    internal async Task<StateDecision?> DecisionAsync(CancellationToken cancellation)
    {
        using var abort = cancellation.Register(() => _decision.TrySetCanceled(cancellation));
        return await _decision.Task.ConfigureAwait(false);
    }
}
