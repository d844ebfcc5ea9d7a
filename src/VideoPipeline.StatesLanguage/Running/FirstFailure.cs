using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The first failure among concurrent branches or iterations, and its chain of history events.</summary>
internal sealed class FirstFailure
{
    private Failure? _first;

    public bool IsSet => Volatile.Read(ref _first) is not null;

    /// <summary>Stores the failure unless one is stored already, also in the journal: before the others are stopped, which an
    /// interrupted execution could not explain otherwise.</summary>
    public void TrySet(StatesException failure, EventChain track, StateVisit state)
    {
        var isFirst = Interlocked.CompareExchange(ref _first, new Failure(failure, track), null) is null;
        if (isFirst) state.WriteFailure(failure, track);
    }

    /// <summary>Throws the failure that was recorded before the execution was interrupted, if any.</summary>
    public static void ThrowIfRecorded(WorkflowPosition? resumed, EventChain state)
    {
        if (resumed?.Failure is not { } failure) return;
        state.PreviousEventId = failure.PreviousEventId;
        throw new StatesException(failure.Error, failure.Cause, failure.Catchability);
    }

    /// <summary>Throws the stored failure, if any, and links the next event of the state to the last event of the failed
    /// branch.</summary>
    public void ThrowIfSet(EventChain state)
    {
        if (_first is not { } first) return;
        state.PreviousEventId = first.Track.PreviousEventId;
        throw first.Exception;
    }

    private sealed record Failure(StatesException Exception, EventChain Track);
}
