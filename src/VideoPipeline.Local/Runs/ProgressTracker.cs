using VideoPipeline.Functions;
using VideoPipeline.Planning;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Tracks the progress of an execution from its events and from the frames that its functions count.</summary>
internal sealed class ProgressTracker(IStore store, RunKeys keys, IRunObserver? observer)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private RunProgress _progress;
    private long _reported;

    /// <summary>Adds newly analyzed frames.</summary>
    public void CountFrames(long frames)
    {
        lock (_lock)
        {
            _progress = _progress with { FramesDone = _progress.FramesDone + frames };
            // Throttled: thousands of frames are analyzed per second.
            if (TimeProvider.System.GetElapsedTime(_reported) > s_interval) Report();
        }
    }

    /// <summary>Processes an event of the execution or of a child execution.</summary>
    public void OnEvent(ExecutionEvent entry)
    {
        lock (_lock)
        {
            _progress = entry.MapRun is null ? OfExecution(entry.Event) : OfChild(entry.Event);
            Report();
        }
    }

    private RunProgress OfExecution(HistoryEvent entry) => entry.Details switch
    {
        // Not reported: these states take no time.
        StateEnteredDetails when entry.Type is HistoryEventType.ChoiceStateEntered or HistoryEventType.PassStateEntered =>
            _progress,
        StateEnteredDetails { Name: StateNames.Decode } => Decoding() with { State = StateNames.Decode },
        StateEnteredDetails { Name: StateNames.AnalyzeStills } => AnalyzingStills() with { State = StateNames.AnalyzeStills },
        StateEnteredDetails state => _progress with { State = state.Name },
        _ => _progress,
    };

    private RunProgress OfChild(HistoryEvent entry) => entry.Type switch
    {
        HistoryEventType.ExecutionStarted => _progress with { RangesRunning = _progress.RangesRunning + 1 },
        HistoryEventType.ExecutionSucceeded =>
            _progress with { RangesRunning = _progress.RangesRunning - 1, RangesDone = _progress.RangesDone + 1 },
        HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionAborted or HistoryEventType.ExecutionTimedOut =>
            _progress with { RangesRunning = _progress.RangesRunning - 1 },
        _ => _progress,
    };

    // Decode runs a second time after PlanSingleRange; the counts then start from 0.
    private RunProgress Decoding()
    {
        if (Read(keys.Plan) is not { } bytes) return _progress;
        var plan = PlanFile.Parse(bytes);
        return new RunProgress(StateNames.Decode, 0, plan.Frames, 0, plan.Ranges.Count, 0);
    }

    private RunProgress AnalyzingStills()
    {
        if (Read(keys.Stills) is not { } bytes) return _progress;
        var groups = StillsPlan.Parse(bytes).Groups;
        return new RunProgress(StateNames.AnalyzeStills, 0, groups.Sum(group => group.Frames.Count), 0, groups.Count, 0);
    }

    private byte[]? Read(string key) =>
        store.GetBytesAsync(key, CancellationToken.None).GetAwaiter().GetResult();

    private void Report()
    {
        _reported = TimeProvider.System.GetTimestamp();
        if (_progress.State is not null) observer?.OnProgress(_progress);
    }
}
