using System.Text;
using VideoPipeline.Results.Wording;
using VideoPipeline.Search;
using VideoPipeline.Stills.Fingerprints;
using static System.FormattableString;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats the occurrences of an image as plain text; lines end in <c>\n</c>.</summary>
internal static class OccurrenceText
{
    private const int MaxShown = 20;

    /// <summary>Two lines per occurrence.</summary>
    public static string Format(IReadOnlyList<Occurrence> occurrences)
    {
        var text = new StringBuilder();
        foreach (var occurrence in occurrences.Take(MaxShown))
        {
            var (start, end) = (TimeText.Format(occurrence.StartSeconds), TimeText.Format(occurrence.EndSeconds));
            text.Append($"  {occurrence.Run}  {start} – {end}");
            text.Append($"  frames {occurrence.Start}–{occurrence.End - 1}\n");
            text.Append($"      at {TimeText.Format(occurrence.Seconds)} in frame {occurrence.Frame}: ");
            text.AppendJoin(' ', occurrence.Corners.Select(Corner));
            text.Append(occurrence.Mirrored ? ", mirrored" : "").Append(Evidence(occurrence)).Append('\n');
        }
        if (occurrences.Count > MaxShown) text.Append($"  … and {occurrences.Count - MaxShown} more (see --json)\n");
        return text.ToString();
    }

    // Plus zero: minus zero is printed with its sign.
    private static string Corner(IReadOnlyList<double> corner) =>
        Invariant($"({Math.Round(corner[0]) + 0.0:0},{Math.Round(corner[1]) + 0.0:0})");

    private static string Evidence(Occurrence occurrence) => occurrence.By == Occurrence.ByKeypoints
        ? Invariant($"; score {occurrence.Score:0}, {occurrence.Matches} keypoints")
        : Invariant($"; {occurrence.Score:0} of {ImageHashes.Bits} hash bits match");
}
