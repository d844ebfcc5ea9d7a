using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Forwards the progress of an execution to a display and remembers it.</summary>
/// <param name="display">The display.</param>
/// <param name="steps">Waits before each state; null to run without waiting.</param>
internal sealed class RunWatcher(IProgressDisplay display, StatePrompt? steps) : IRunObserver
{
    /// <summary>The last progress.</summary>
    public RunProgress LastProgress { get; private set; }

    public void OnProgress(RunProgress progress)
    {
        LastProgress = progress;
        display.Show(progress);
    }

    public Task BeforeStateAsync(string state, string input, CancellationToken cancellation) =>
        steps?.WaitAsync(state, input, cancellation) ?? Task.CompletedTask;
}
