using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Displays the progress of an execution.</summary>
internal interface IProgressDisplay
{
    /// <summary>Displays new progress. Called from any thread, one call at a time.</summary>
    void Show(RunProgress progress);
}
