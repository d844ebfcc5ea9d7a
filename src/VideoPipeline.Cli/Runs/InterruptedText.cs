using VideoPipeline.Cli.Failures;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Runs;

/// <summary>What a person reads after stopping a run: what is kept, and how to go on.</summary>
internal static class InterruptedText
{
    /// <summary>The text.</summary>
    /// <param name="progress">How far the run was.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="words">The command, word by word.</param>
    public static string Of(RunProgress progress, string store, IReadOnlyList<string> words)
    {
        var kept = progress.RangesDone > 0
            ? $"{progress.RangesDone} of {progress.RangesTotal} ranges finished, kept in {store} and not decoded again."
            : "No range was finished yet.";
        return $"Stopped. {kept}\nTo go on: {ShellWords.Join(words)}";
    }

    /// <summary>The text for an execution elsewhere, which goes on.</summary>
    /// <param name="arn">The execution; null where none was started.</param>
    /// <param name="command">The command's name.</param>
    public static string OfRemote(string? arn, string command) => arn is null
        ? "Stopped. Nothing was started."
        : $"The execution goes on.\nTo follow it: {ShellWords.Join([command, "watch", arn])}";
}
