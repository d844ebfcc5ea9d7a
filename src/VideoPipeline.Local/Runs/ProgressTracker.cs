using VideoPipeline.Looks;
using VideoPipeline.Planning;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Runs;

/// <summary>Makes progress of the events of an execution and of the frames that its functions count.</summary>
internal sealed class ProgressTracker(IStore store, RunKeys keys, IRunObserver? observer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private RunProgress progress;
    private long reported;

    /// <summary>So many more frames have been analysed.</summary>
    public void CountFrames(long frames)
    {
        lock (gate)
        {
            progress = progress with { FramesDone = progress.FramesDone + frames };
            // Frames come by the thousand; nobody looks that often.
            if (TimeProvider.System.GetElapsedTime(reported) > Pause) Report();
        }
    }

    /// <summary>An event of the execution or of one of its children.</summary>
    public void OnEvent(ExecutionEvent entry)
    {
        lock (gate)
        {
            progress = entry.MapRun is null ? OfExecution(entry.Event) : OfChild(entry.Event);
            Report();
        }
    }

    private RunProgress OfExecution(HistoryEvent entry) => entry.Details switch
    {
        // Over before anybody could read it.
        StateEnteredDetails when entry.Type == HistoryEventType.ChoiceStateEntered => progress,
        StateEnteredDetails { Name: "Decode" } => Planned() with { State = "Decode" },
        StateEnteredDetails { Name: "Look" } => Chosen() with { State = "Look" },
        StateEnteredDetails state => progress with { State = state.Name },
        _ => progress,
    };

    private RunProgress OfChild(HistoryEvent entry) => entry.Type switch
    {
        HistoryEventType.ExecutionStarted => progress with { RangesRunning = progress.RangesRunning + 1 },
        HistoryEventType.ExecutionSucceeded =>
            progress with { RangesRunning = progress.RangesRunning - 1, RangesDone = progress.RangesDone + 1 },
        HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionAborted or HistoryEventType.ExecutionTimedOut =>
            progress with { RangesRunning = progress.RangesRunning - 1 },
        _ => progress,
    };

    // A second plan starts afresh.
    private RunProgress Planned()
    {
        if (Read(keys.Plan) is not { } bytes) return progress;
        var plan = PlanFile.Parse(bytes);
        return new RunProgress("Decode", 0, plan.Frames, 0, plan.Ranges.Count, 0);
    }

    private RunProgress Chosen()
    {
        if (Read(keys.Looks) is not { } bytes) return progress;
        var groups = LookPlan.Parse(bytes).Groups;
        return new RunProgress("Look", 0, groups.Sum(group => group.Frames.Count), 0, groups.Count, 0);
    }

    private byte[]? Read(string key) => store.GetBytesAsync(key, CancellationToken.None).GetAwaiter().GetResult();

    private void Report()
    {
        reported = TimeProvider.System.GetTimestamp();
        if (progress.State is not null) observer?.OnProgress(progress);
    }
}
