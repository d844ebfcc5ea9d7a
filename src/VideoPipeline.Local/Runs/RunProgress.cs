using VideoPipeline.Executions;

namespace VideoPipeline.Local.Runs;

/// <summary>How far an execution is.</summary>
/// <param name="State">The state that is running: Index, Plan, Decode, Reduce….</param>
/// <param name="FramesDone">Frames analysed so far, those of reused ranges included.</param>
/// <param name="FramesTotal">Frames in all; null while, or where, nobody can tell.</param>
/// <param name="RangesDone">Ranges finished.</param>
/// <param name="RangesTotal">Ranges in all; 0 before the plan is made.</param>
/// <param name="RangesRunning">Ranges being decoded now.</param>
public readonly record struct RunProgress(
    string State, long FramesDone, long? FramesTotal, int RangesDone, int RangesTotal, int RangesRunning);

/// <summary>Somebody who watches an execution; called from any thread, one call at a time.</summary>
public interface IRunObserver
{
    /// <summary>Something has moved on.</summary>
    void OnProgress(RunProgress progress);

    /// <summary>A state of the top level is about to be entered; it is, when the task has ended.</summary>
    /// <param name="state">The state's name.</param>
    /// <param name="input">Its input, as indented JSON.</param>
    /// <param name="cancellation">The execution is being stopped.</param>
    Task BeforeStateAsync(string state, string input, CancellationToken cancellation);
}

/// <summary>How an execution ended.</summary>
/// <param name="Name">The execution's name.</param>
/// <param name="Folder">The run's folder in the store.</param>
/// <param name="Error">The error's name; null when it succeeded.</param>
/// <param name="Cause">Why, in a person's words; null when it succeeded.</param>
public sealed record RunOutcome(string Name, string Folder, string? Error, string? Cause)
{
    /// <summary>Whether all results are there.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>Executions of the state machine, on this machine or elsewhere.</summary>
public interface IRuns
{
    /// <summary>Runs the state machine over <paramref name="input"/> to its end.</summary>
    /// <param name="name">The execution's name: 1 to 80 letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="input">What to do.</param>
    /// <param name="observer">Who watches, if anybody.</param>
    /// <param name="cancellation">Stops it; on this machine nothing is left running.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<RunOutcome> RunAsync(string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation);
}
