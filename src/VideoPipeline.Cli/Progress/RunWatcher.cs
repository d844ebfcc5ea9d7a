using VideoPipeline.Cli.Stepping;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Debugging;

namespace VideoPipeline.Cli.Progress;

/// <summary>Forwards the progress of an execution to a display and remembers it.</summary>
/// <param name="display">The display.</param>
/// <param name="steps">Steps through the execution; null to run freely.</param>
internal sealed class RunWatcher(IProgressDisplay display, StepConsole? steps) : IRunObserver
{
    /// <summary>The last progress.</summary>
    public RunProgress LastProgress { get; private set; }

    public void OnProgress(RunProgress progress)
    {
        LastProgress = progress;
        if (steps is not { IsPrompting: true }) display.Show(progress);
    }

    public IExecutionDebugger? Debugger => steps?.Debugger;
}
