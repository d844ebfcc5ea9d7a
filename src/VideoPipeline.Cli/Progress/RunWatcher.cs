using VideoPipeline.Cli.Profiles;
using VideoPipeline.Cli.Stepping;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Debugging;

namespace VideoPipeline.Cli.Progress;

/// <summary>Forwards the progress of an execution to a display and remembers it.</summary>
/// <param name="display">The display.</param>
/// <param name="steps">Steps through the execution; null to run freely.</param>
/// <param name="profiler">Measures the steps of the execution; null to not measure them.</param>
internal sealed class RunWatcher(IProgressDisplay display, StepConsole? steps, RunProfiler? profiler = null) : IRunObserver
{
    /// <summary>The last progress.</summary>
    public RunProgress LastProgress { get; private set; }

    public void OnProgress(RunProgress progress)
    {
        LastProgress = progress;
        profiler?.Enter(progress.State);
        if (steps is not { IsPrompting: true }) display.Show(progress);
    }

    public IExecutionDebugger? Debugger => steps?.Debugger;
}
