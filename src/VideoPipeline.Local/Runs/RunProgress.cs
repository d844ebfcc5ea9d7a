using VideoPipeline.Executions;
using VideoPipeline.Functions;
using VideoPipeline.StatesLanguage.Debugging;

namespace VideoPipeline.Local.Runs;

/// <summary>The progress of an execution.</summary>
/// <param name="State">The name of the current state (<see cref="StateNames"/>).</param>
/// <param name="FramesDone">The number of frames analyzed, including those of reused partials.</param>
/// <param name="FramesTotal">The total number of frames; null if unknown.</param>
/// <param name="RangesDone">The number of completed ranges or groups.</param>
/// <param name="RangesTotal">The total number of ranges or groups; 0 if there is no plan yet.</param>
/// <param name="RangesRunning">The number of running ranges or groups.</param>
internal readonly record struct RunProgress(
    string State, long FramesDone, long? FramesTotal, int RangesDone, int RangesTotal, int RangesRunning);

/// <summary>Observes an execution.</summary>
internal interface IRunObserver
{
    /// <summary>The progress has changed. Called from any thread, never concurrently.</summary>
    void OnProgress(RunProgress progress);

    /// <summary>Steps through a local execution; null to run freely.</summary>
    IExecutionDebugger? Debugger { get; }
}

/// <summary>The outcome of an execution.</summary>
/// <param name="Name">The execution's name.</param>
/// <param name="Folder">The run's folder in the store.</param>
/// <param name="Error">The error name; null if it succeeded.</param>
/// <param name="Cause">The error message; null if it succeeded.</param>
internal sealed record RunOutcome(string Name, string Folder, string? Error, string? Cause)
{
    /// <summary>Whether the execution succeeded.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>Runs executions of the state machine, on this machine or on AWS.</summary>
internal interface IRuns
{
    /// <summary>Runs an execution until it ends.</summary>
    /// <param name="name">The execution's name: 1 to 80 letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="input">The execution's input.</param>
    /// <param name="observer">Observes the execution; null for no observer.</param>
    /// <param name="cancellation">Stops the execution.</param>
    /// <exception cref="OperationCanceledException">The execution was stopped.</exception>
    Task<RunOutcome> RunAsync(string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation);
}
