using System.Globalization;
using System.Text;
using VideoPipeline.Results.Wording;
using static System.FormattableString;

namespace VideoPipeline.Cli.Profiles;

/// <summary>Formats a <see cref="RunProfile"/> as text of at most 80 columns; lines end in <c>\n</c>.</summary>
internal static class ProfileText
{
    private const string Margin = "           ";

    /// <summary>A table with a line for each step.</summary>
    public static string Of(RunProfile profile)
    {
        var text = new StringBuilder();
        var used = profile.Steps.Sum(step => step.FunctionSeconds + step.FfmpegSeconds);
        text.Append("Profile    ").Append(Invariant(
            $"{profile.Seconds:0.00} s on {CountText.Of(profile.Processors, "processor")}, {used:0.00} s of processor time\n"));
        Row("step", "elapsed", "functions", "ffmpeg", "waiting", "frames", "MB read");
        foreach (var step in profile.Steps)
        {
            Row(
                step.Step, Seconds(step.Seconds), Seconds(step.FunctionSeconds), Seconds(step.FfmpegSeconds),
                Seconds(step.WaitingSeconds),
                step.Frames is { } frames ? Invariant($"{frames:N0}") : "",
                step.Bytes is { } bytes ? Number(bytes / 1e6, "0.0") : "");
        }
        if (profile.Workers is { } workers)
        {
            text.Append(Margin).Append(Invariant(
                $"{CountText.Of(workers.Workers, "worker")} of Decode, {workers.BusyShare:0%} busy; "));
            text.Append(Invariant($"idle at the end: {workers.IdleAtEndSeconds:0.00} s\n"));
        }
        return text.ToString();

        void Row(string step, string elapsed, string own, string ffmpeg, string waiting, string frames, string read) =>
            text.Append(Margin)
                .Append($"{step,-13}{elapsed,9}{own,10}{ffmpeg,9}{waiting,9}{frames,11}{read,8}".TrimEnd()).Append('\n');
    }

    private static string Seconds(double seconds) => Number(seconds, "0.00") + " s";

    private static string Number(double value, string format) =>
        value.ToString(value < 1000 ? format : "N0", CultureInfo.InvariantCulture);
}
