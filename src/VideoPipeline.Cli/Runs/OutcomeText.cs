using System.Text;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Runs;

/// <summary>How an execution ended, as a person or a program reads it.</summary>
internal static class OutcomeText
{
    /// <summary>Writes the results, or the failure.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="destination">Where a person wants the files; null for the run's own folder.</param>
    /// <param name="json">For a program.</param>
    /// <param name="context">Where to.</param>
    /// <returns>The exit code.</returns>
    public static int Write(RunOutcome outcome, OutFolder? destination, bool json, CommandContext context)
    {
        if (outcome.Error is { } error)
        {
            context.Error.WriteLine(FailureText.Of(error, outcome.Cause ?? "no cause was given."));
            return FailureText.ExitCodeOf(error);
        }
        var results = new RunFolder(outcome.Folder);
        destination?.Copy(outcome.Folder, results.Files, results.Absent);
        var shown = destination?.Path ?? Path.TrimEndingDirectorySeparator(outcome.Folder);
        if (json) WriteJson(results, outcome.Name, shown, context.Out);
        else context.Out.Write(results.Text(shown));
        return ExitCode.Done;
    }

    private static void WriteJson(RunFolder results, string execution, string shown, TextWriter output)
    {
        using var text = new MemoryStream();
        results.WriteJson(text, execution, shown);
        output.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }
}
