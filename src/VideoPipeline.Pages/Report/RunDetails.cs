using System.Globalization;
using System.Text;
using System.Text.Json;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Wording;
using static System.FormattableString;

namespace VideoPipeline.Pages.Report;

/// <summary>How a run was made: what <c>run.json</c> says, in words. It differs between two runs on the same video.</summary>
/// <param name="Run">The name of the execution.</param>
/// <param name="Address">The address of the video, without credentials.</param>
/// <param name="Command">A command that runs the same.</param>
/// <param name="Steps">The states and their seconds.</param>
/// <param name="Work">What was read and decoded.</param>
/// <param name="Cost">What it cost here, and what it would cost on AWS.</param>
/// <param name="Versions">The versions of the programs, and the host.</param>
public sealed record RunDetails(
    string Run, string Address, string Command, IReadOnlyList<RunStep> Steps, IReadOnlyList<RunFact> Work,
    IReadOnlyList<RunFact> Cost, IReadOnlyList<RunFact> Versions)
{
    /// <summary>Describes a run.</summary>
    /// <param name="run">The name of the execution.</param>
    /// <param name="report">Its report.</param>
    /// <param name="megabytes">The memory of the workers in MB, by which AWS charges.</param>
    internal static RunDetails Of(string run, RunReport report, int megabytes) => new(
        run, report.Video.Uri, CommandOf(report.Options), [.. StepsOf(report.Seconds)], [.. WorkOf(report)],
        [.. CostOf(RunCost.Of(report, megabytes))], [.. VersionsOf(report)]);

    private static IEnumerable<RunStep> StepsOf(RunSeconds seconds)
    {
        yield return new("Index", seconds.Index);
        yield return new("Plan", seconds.Plan);
        yield return new("Decode", seconds.Decode);
        if (seconds.PlanStills is { } planned) yield return new("PlanStills", planned);
        if (seconds.AnalyzeStills is { } analyzed) yield return new("AnalyzeStills", analyzed);
        yield return new("Reduce", seconds.Reduce);
    }

    private static IEnumerable<RunFact> WorkOf(RunReport report)
    {
        var (index, decode, stills) = (report.Access.Index, report.Access.Decode, report.Access.Stills);
        yield return new("Ranges", Invariant($"{report.Ranges.Count:N0}"));
        if (report.Reused > 0) yield return new("Reused from an earlier run", Invariant($"{report.Reused:N0}"));
        yield return new("Size of the video", Invariant($"{report.Video.Identity.Length:N0} bytes"));
        yield return new("Bytes read", Invariant($"{index.Bytes + decode.Bytes + (stills?.Bytes ?? 0):N0}"));
        yield return new("Requests", Invariant($"{index.Requests + decode.Requests + (stills?.Requests ?? 0):N0}"));
        yield return new("Samples decoded", Invariant($"{decode.Samples + (stills?.Samples ?? 0):N0}"));
        yield return new("Frames decoded", Invariant($"{decode.FramesDecoded + (stills?.FramesDecoded ?? 0):N0}"));
    }

    private static IEnumerable<RunFact> CostOf(RunCost cost)
    {
        yield return new("Here", Invariant($"{cost.FunctionSeconds:0.0} s in {CountText.Of(cost.Invocations, "invocation")}"));
        yield return new("As on AWS", "about " + Dollars(cost.OnAws.Total));
        yield return new("Lambda", Dollars(cost.OnAws.Lambda));
        yield return new("Step Functions", Invariant($"{Dollars(cost.OnAws.StepFunctions)}, {cost.Transitions:N0} transitions"));
        yield return new("S3", Dollars(cost.OnAws.S3));
        yield return new("Logs", Dollars(cost.OnAws.Logs));
        yield return new("Memory of a worker", Invariant($"{cost.Megabytes:N0} MB"));
    }

    private static IEnumerable<RunFact> VersionsOf(RunReport report)
    {
        yield return new("VideoPipeline", report.Versions.Videopipeline);
        yield return new("ffmpeg", report.Versions.Ffmpeg);
        yield return new("OpenCV", report.Versions.Opencv);
        yield return new(".NET", report.Versions.Dotnet);
        var host = report.Host;
        yield return new("Host", Invariant(
            $"{host.OperatingSystem}, {host.Architecture}, {host.Processors} processors, {host.MemoryBytes / 1e9:0.0} GB"));
    }

    // The input's properties are the command's options in another case.
    private static string CommandOf(JsonElement options)
    {
        var words = new List<string> { "videopipeline", "run" };
        if (options.ValueKind != JsonValueKind.Object) return ShellWords.Join(words);
        if (options.TryGetProperty("video", out var video)) words.Add(video.ToString());
        foreach (var option in options.EnumerateObject())
        {
            if (option.Name == "video" || option.Value.ValueKind is JsonValueKind.False or JsonValueKind.Null) continue;
            words.Add(OptionName(option.Name));
            if (option.Value.ValueKind != JsonValueKind.True) words.Add(option.Value.ToString());
        }

        return ShellWords.Join(words);
    }

    private static string OptionName(string property)
    {
        var name = new StringBuilder("--");
        foreach (var character in property)
        {
            if (char.IsAsciiLetterUpper(character)) name.Append('-');
            name.Append(char.ToLowerInvariant(character));
        }

        return name.ToString();
    }

    private static string Dollars(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:0.0000}");
}
