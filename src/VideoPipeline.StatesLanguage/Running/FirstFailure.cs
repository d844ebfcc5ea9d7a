using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The failure that stopped its siblings, and the line of history it happened on.</summary>
internal sealed class FirstFailure
{
    private Failed? _first;

    public bool IsSet => Volatile.Read(ref _first) is not null;

    /// <summary>Keeps the failure if it is the first.</summary>
    public void Set(StatesException failure, HistoryTrack track) =>
        Interlocked.CompareExchange(ref _first, new Failed(failure, track), null);

    /// <summary>Throws the failure, if there was one; the state's next event follows from where it happened.</summary>
    public void Throw(HistoryTrack state)
    {
        if (_first is not { } first) return;
        state.Previous = first.Track.Previous;
        throw first.Failure;
    }

    private sealed record Failed(StatesException Failure, HistoryTrack Track);
}
