using VideoPipeline.Cli.Progress;

namespace VideoPipeline.Cli.Batches;

/// <summary>Displays the progress of a batch. Called from any thread, one call at a time.</summary>
internal interface IBatchDisplay
{
    /// <summary>Whether it draws on the terminal, so that nothing else may write to it.</summary>
    bool OwnsTerminal { get; }

    /// <summary>A video begins.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The display of its progress.</returns>
    IProgressDisplay Begin(string name);

    /// <summary>A video has ended.</summary>
    /// <param name="video">The display of its progress.</param>
    void End(IProgressDisplay video);

    /// <summary>Writes a line above what is displayed.</summary>
    void WriteLine(string line);
}
