using System.Text;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Cli.Profiles;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Runs;

/// <summary>Writes the outcome of an execution as text or JSON.</summary>
internal static class OutcomeText
{
    /// <summary>Writes the results or the error.</summary>
    /// <param name="outcome">The outcome of the execution.</param>
    /// <param name="destination">The output folder; null for the run's folder in the store.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="profiler">What measured the run; null if nothing did.</param>
    /// <returns>The exit code.</returns>
    public static int Write(
        RunOutcome outcome, OutputFolder? destination, bool json, CommandContext context, RunProfiler? profiler = null)
    {
        if (outcome.Error is { } error)
        {
            context.Error.WriteLine(FailureText.Of(error, outcome.Cause ?? "No cause was given."));
            return FailureText.ExitCodeOf(error);
        }
        var results = new RunFolder(outcome.Folder);
        destination?.CheckIsFor(results.Video);
        var profile = profiler is null ? null : results.WriteProfile(profiler, Environment.ProcessorCount);
        destination?.Copy(outcome.Folder, results.Files, results.AbsentFiles);
        var folder = destination?.Path ?? Path.TrimEndingDirectorySeparator(outcome.Folder);
        if (json) WriteJson(results, outcome.Name, folder, context.Out);
        else context.Out.Write(results.Format(folder));
        if (!json && profile is not null) context.Out.Write(ProfileText.Of(profile));
        return ExitCode.Done;
    }

    private static void WriteJson(RunFolder results, string execution, string folder, TextWriter output)
    {
        using var text = new MemoryStream();
        results.WriteJson(text, execution, folder);
        output.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }
}
