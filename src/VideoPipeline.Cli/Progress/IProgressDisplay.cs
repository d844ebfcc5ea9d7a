using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Shows a person how far an execution is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Something has moved on; called from any thread, one call at a time.</summary>
    void Show(RunProgress progress);
}
