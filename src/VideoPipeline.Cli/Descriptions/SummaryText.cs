using System.Globalization;
using System.Text;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Wording;
using VideoPipeline.Stills.Classification;
using static System.FormattableString;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats the results of a run as plain text; lines end in <c>\n</c>.</summary>
internal static class SummaryText
{
    private const int MaxShots = 12;
    private const int MaxStretches = 6;
    private const int MaxLabels = 5;
    private const int MaxWidth = 80;
    private const string Margin = "           ";

    /// <summary>Formats the results.</summary>
    /// <param name="summary">The content of <c>summary.json</c>.</param>
    /// <param name="report">The content of <c>run.json</c>.</param>
    /// <param name="folder">The folder with the result files.</param>
    /// <param name="files">The names of the result files.</param>
    public static string Of(Summary summary, RunReport report, string folder, IReadOnlyList<string> files)
    {
        var text = new StringBuilder();
        AppendVideo(text, summary.Video, report.Video.Uri);
        AppendFrames(text, summary);
        AppendShots(text, summary);
        AppendLabels(text, summary);
        AppendStretches(text, summary);
        AppendTotals(text, summary.Totals);
        AppendWork(text, report);
        Section(text, "Files", folder);
        AppendFiles(text, files);
        return text.ToString();
    }

    private static void AppendVideo(StringBuilder text, SummaryVideo video, string uri)
    {
        Section(text, "Video", uri);
        var rate = video.FrameRate is { } frames
            ? Invariant($", {frames:0.###} frames/s{(video.VariableFrameRate ? " on average (variable)" : "")}")
            : "";
        var rotation = video.Rotation == 0 ? "" : Invariant($", stored rotated by {video.Rotation}°");
        var duration = TimeText.Format(video.DurationSeconds);
        Line(text, $"{video.Width}×{video.Height} {video.Codec} in {video.Container}, {duration}{rate}{rotation}");
        if (video.Remark is { } note) Line(text, $"note: {note}");
    }

    private static void AppendFrames(StringBuilder text, Summary summary)
    {
        var frames = summary.Frames;
        var complete = frames.Missing.Count == 0 && frames.Delivered == frames.Expected;
        Section(text, "Frames", complete
            ? Invariant($"{frames.Delivered:N0}, none missing, {CountText.Of(summary.Totals.KeyFrames, "key frame")}")
            : Invariant($"{frames.Delivered:N0} of {frames.Expected:N0}, {frames.Expected - frames.Delivered:N0} MISSING"));
        foreach (var missing in frames.Missing)
            Line(text, $"missing {Frames(missing.Start, missing.End)}: {missing.Cause}");
        foreach (var missing in frames.MissingStills ?? [])
            Line(text, $"not analyzed as stills: {Frames(missing.Start, missing.End)}: {missing.Cause}");
    }

    private static void AppendShots(StringBuilder text, Summary summary)
    {
        Section(text, "Shots", Invariant($"{summary.Shots.Count:N0}"));
        foreach (var (index, shot) in summary.Shots.Take(MaxShots).Index())
        {
            var words = string.Join(", ", ShotRemarks.Of(summary, index).Concat(shot.Labels.Take(1).Select(Label)));
            var (start, end) = (TimeText.Format(shot.StartSeconds), TimeText.Format(shot.EndSeconds));
            Line(text, $"{index + 1,4}  {start} – {end}  {Frames(shot.Start, shot.End)}{(words == "" ? "" : "  ")}{words}");
        }
        AppendMore(text, summary.Shots.Count - MaxShots);
    }

    private static void AppendLabels(StringBuilder text, Summary summary)
    {
        if (summary.LabelTimeline is null) return;
        Section(text, "Labels", summary.Labels.Count == 0
            ? "none with a sufficient score"
            : string.Join("; ", summary.Labels.Take(MaxLabels).Select(Label)));
    }

    // A label may list several names, separated by commas; the first is enough.
    private static string Label(ScoredLabel label) => Invariant($"{label.Name.Split(',')[0]} {label.Score:0.00}");

    private static void AppendStretches(StringBuilder text, Summary summary)
    {
        if (summary.Stretches.Count == 0)
        {
            Section(text, "Stretches", "none black, frozen or blurred");
            return;
        }
        Section(text, "Stretches", string.Join(", ", summary.Stretches
            .CountBy(stretch => stretch.Kind)
            .Select(kind => Invariant($"{kind.Value:N0} {kind.Key}"))));
        foreach (var stretch in summary.Stretches.Take(MaxStretches))
            Line(text, $"{stretch.Kind,-8} {Frames(stretch.Start, stretch.End)}");
        AppendMore(text, summary.Stretches.Count - MaxStretches);
    }

    private static void AppendTotals(StringBuilder text, SummaryTotals totals)
    {
        if (totals.Frames > 0)
            Section(text, "On average", Invariant(
                $"luma {totals.LumaMean:0.0}, sharpness {totals.SharpnessMean:0}, ") + Invariant(
                $"colorfulness {totals.ColorfulnessMean:0.0}, motion {totals.MotionMean:0.00}"));
        Section(text, "Sums", "Y {0}  U {1}  V {2}", totals.SumYuv);
        if (totals.SumBgr is { } bgr) Section(text, "", "B {0}  G {1}  R {2}", bgr);
    }

    private static void AppendWork(StringBuilder text, RunReport report)
    {
        var decode = report.Access.Decode;
        var seconds = report.Seconds;
        var speed = seconds.Decode > 0 && decode.FramesDelivered > 0
            ? Invariant($"{decode.FramesDelivered / seconds.Decode:N0} frames/s in ")
            : "";
        var reused = report.Reused == 0 ? "" : Invariant($", {report.Reused:N0} reused from an earlier run");
        Section(text, "Work", $"{speed}{CountText.Of(report.Ranges.Count, "range")}{reused}");
        Section(text, "", Invariant($"index {seconds.Index:0.0} s, plan {seconds.Plan:0.0} s, ")
            + Invariant($"decode {seconds.Decode:0.0} s, ")
            + (seconds.AnalyzeStills is { } analyzeStills
                ? Invariant($"plan stills {seconds.PlanStills:0.0} s, analyze stills {analyzeStills:0.0} s, ")
                : "")
            + Invariant($"reduce {seconds.Reduce:0.0} s"));
        var access = report.Access.Stills;
        var bytes = report.Access.Index.Bytes + decode.Bytes + (access?.Bytes ?? 0);
        var requests = report.Access.Index.Requests + decode.Requests + (access?.Requests ?? 0);
        Line(text, $"{bytes / 1e6:N1} MB read in {CountText.Of(requests, "request")}");
    }

    private static void AppendFiles(StringBuilder text, IEnumerable<string> files)
    {
        var row = "";
        foreach (var file in files)
        {
            if (row.Length > 0 && Margin.Length + row.Length + 2 + file.Length > MaxWidth)
            {
                Section(text, "", row);
                row = "";
            }
            row += row.Length == 0 ? file : "  " + file;
        }
        Section(text, "", row);
    }

    private static void AppendMore(StringBuilder text, int more)
    {
        if (more > 0) Line(text, $"   … and {more:N0} more");
    }

    private static string Frames(long start, long end) =>
        end - start == 1 ? Invariant($"frame {start}") : Invariant($"frames {start}–{end - 1}");


    private static void Section(StringBuilder text, string heading, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"{heading.PadRight(Margin.Length)}{content}\n");

    private static void Section(StringBuilder text, string heading, string format, IReadOnlyList<ulong> sums) =>
        Section(text, heading, string.Format(CultureInfo.InvariantCulture, format, sums[0], sums[1], sums[2]));

    private static void Line(StringBuilder text, FormattableString content) => Section(text, "", Invariant(content));
}
