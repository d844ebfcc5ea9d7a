using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Forwards the progress of an execution to a display and remembers it.</summary>
/// <param name="display">The display.</param>
/// <param name="steps">Waits before each state; null to run without waiting.</param>
internal sealed class RunWatcher(IProgressDisplay display, StateByState? steps) : IRunObserver
{
    /// <summary>The last progress.</summary>
    public RunProgress Last { get; private set; }

    public void OnProgress(RunProgress progress)
    {
        Last = progress;
        display.Show(progress);
    }

    public Task BeforeStateAsync(string state, string input, CancellationToken cancellation) =>
        steps?.WaitAsync(state, input, cancellation) ?? Task.CompletedTask;
}
