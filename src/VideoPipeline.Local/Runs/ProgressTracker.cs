using VideoPipeline.Planning;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Makes progress of the events of an execution and of the frames that its functions count.</summary>
internal sealed class ProgressTracker(IStore store, RunKeys keys, IRunObserver? observer)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private RunProgress _progress;
    private long _reported;

    /// <summary>So many more frames have been analysed.</summary>
    public void CountFrames(long frames)
    {
        lock (_gate)
        {
            _progress = _progress with { FramesDone = _progress.FramesDone + frames };
            // Frames come by the thousand; nobody looks that often.
            if (TimeProvider.System.GetElapsedTime(_reported) > s_pause) Report();
        }
    }

    /// <summary>An event of the execution or of one of its children.</summary>
    public void OnEvent(ExecutionEvent entry)
    {
        lock (_gate)
        {
            _progress = entry.MapRun is null ? OfExecution(entry.Event) : OfChild(entry.Event);
            Report();
        }
    }

    private RunProgress OfExecution(HistoryEvent entry) => entry.Details switch
    {
        // Over before anybody could read it.
        StateEnteredDetails when entry.Type is HistoryEventType.ChoiceStateEntered or HistoryEventType.PassStateEntered => _progress,
        StateEnteredDetails { Name: "Decode" } => Planned() with { State = "Decode" },
        StateEnteredDetails { Name: "AnalyzeStills" } => Chosen() with { State = "AnalyzeStills" },
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

    // A second plan starts afresh.
    private RunProgress Planned()
    {
        if (Read(keys.Plan) is not { } bytes) return _progress;
        var plan = PlanFile.Parse(bytes);
        return new RunProgress("Decode", 0, plan.Frames, 0, plan.Ranges.Count, 0);
    }

    private RunProgress Chosen()
    {
        if (Read(keys.Stills) is not { } bytes) return _progress;
        var groups = StillsPlan.Parse(bytes).Groups;
        return new RunProgress("AnalyzeStills", 0, groups.Sum(group => group.Frames.Count), 0, groups.Count, 0);
    }

    private byte[]? Read(string key) => store.GetBytesAsync(key, CancellationToken.None).GetAwaiter().GetResult();

    private void Report()
    {
        _reported = TimeProvider.System.GetTimestamp();
        if (_progress.State is not null) observer?.OnProgress(_progress);
    }
}
