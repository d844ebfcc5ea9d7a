using VideoPipeline.Pages.Components;
using VideoPipeline.Pages.Videos;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Wording;
using static System.FormattableString;

namespace VideoPipeline.Pages.Report;

/// <summary>The result of a run in a few words: whether all frames were analyzed, and what is odd about the video.</summary>
/// <param name="IsComplete">Whether all expected frames were analyzed.</param>
/// <param name="Text">A sentence about the frames.</param>
/// <param name="Missing">What is missing, and why; one text for each range of frames.</param>
/// <param name="Remarks">What is odd about the video.</param>
internal sealed record Verdict(bool IsComplete, string Text, IReadOnlyList<string> Missing, IReadOnlyList<string> Remarks)
{
    /// <summary>Judges a video.</summary>
    public static Verdict Of(VideoView video)
    {
        var frames = video.Summary.Frames;
        var isComplete = frames.Missing.Count == 0 && frames.Delivered == frames.Expected;
        var selected = frames.Selection is null ? "" : "selected ";
        var text = isComplete
            ? frames.Delivered == 1
                ? $"The only {selected}frame analyzed."
                : Invariant($"All {frames.Delivered:N0} {selected}frames analyzed.")
            : Invariant($"{frames.Delivered:N0} of {frames.Expected:N0} {selected}frames analyzed.");
        return new Verdict(isComplete, text, [.. MissingTexts(frames)], [.. RemarksOn(video)]);
    }

    private static IEnumerable<string> MissingTexts(SummaryFrames frames)
    {
        foreach (var missing in frames.Missing)
            yield return $"{Words.Capitalize(Words.Frames(missing.Start, missing.End))}: {missing.Cause}";
        foreach (var missing in frames.MissingStills ?? [])
            yield return $"Not analyzed as stills: {Words.Frames(missing.Start, missing.End)}: {missing.Cause}";
    }

    private static IEnumerable<string> RemarksOn(VideoView video)
    {
        var summary = video.Summary;
        if (summary.Frames.Selection is { } selection) yield return $"selected: {selection}";
        if (summary.Video.VariableFrameRate) yield return "variable frame rate";
        if (summary.Video.Rotation != 0) yield return Invariant($"stored rotated by {summary.Video.Rotation}°");
        if (summary.Video.Remark is { } remark) yield return remark;
        foreach (var kind in summary.Stretches.GroupBy(stretch => stretch.Kind))
        {
            var seconds = kind.Sum(stretch => video.Frames.SecondsOf(stretch.End) - video.Frames.SecondsOf(stretch.Start));
            yield return Invariant($"{CountText.Of(kind.Count(), kind.Key + " stretch", "es")}, {seconds:0.0} s");
        }

        if (summary.NearDuplicateShots.Count > 0)
            yield return CountText.Of(summary.NearDuplicateShots.Count, "group") + " of near-duplicate shots";
    }
}
