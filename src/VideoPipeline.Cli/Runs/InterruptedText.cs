using VideoPipeline.Local.Runs;
using VideoPipeline.Results.Wording;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Runs;

/// <summary>Formats the message after an interruption: what is stored, and how to continue.</summary>
internal static class InterruptedText
{
    /// <summary>Formats the message for a local run.</summary>
    /// <param name="progress">The progress of the run.</param>
    /// <param name="store">The folder of the store.</param>
    /// <param name="commandLine">The name of the command and its arguments.</param>
    public static string Of(RunProgress progress, string store, IReadOnlyList<string> commandLine)
    {
        var stored = progress.RangesDone > 0
            ? $"{progress.RangesDone} of {progress.RangesTotal} ranges are finished and stored in {store}."
            : "No range is finished.";
        return $"Interrupted. {stored}\n{ToContinue(commandLine)}";
    }

    /// <summary>Formats the message for a batch.</summary>
    /// <param name="counts">How many videos are done.</param>
    /// <param name="commandLine">The name of the command and its arguments.</param>
    public static string OfBatch(string counts, IReadOnlyList<string> commandLine) =>
        $"Interrupted. {counts}\n{ToContinue(commandLine)}";

    /// <summary>Formats the message for an execution on AWS or a server, which continues.</summary>
    /// <param name="arn">The execution's ARN; null if none was started.</param>
    /// <param name="command">The name of the command.</param>
    public static string OfRemote(string? arn, string command) => arn is null
        ? "Interrupted. No execution was started."
        : $"The execution continues.\nTo follow it: {ShellWords.Join([command, "watch", arn])}";

    private static string ToContinue(IReadOnlyList<string> commandLine)
    {
        SourceAddress[] words = [.. commandLine];
        var hint = words.Any(word => word.HasSecrets) ? ", with the address in full" : "";
        return $"To continue{hint}: {ShellWords.Join(words.Select(word => word.ToString()))}";
    }
}
