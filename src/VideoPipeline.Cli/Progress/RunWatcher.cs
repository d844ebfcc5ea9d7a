using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Follows an execution for a person.</summary>
/// <param name="display">Shows how far it is.</param>
/// <param name="steps">Stops before each state; null to let it run.</param>
internal sealed class RunWatcher(IProgressDisplay display, StateByState? steps) : IRunObserver
{
    /// <summary>What was reported last.</summary>
    public RunProgress Last { get; private set; }

    public void OnProgress(RunProgress progress)
    {
        Last = progress;
        display.Show(progress);
    }

    public Task BeforeStateAsync(string state, string input, CancellationToken cancellation) =>
        steps?.WaitAsync(state, input, cancellation) ?? Task.CompletedTask;
}
