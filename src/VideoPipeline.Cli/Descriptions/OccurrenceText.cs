using System.Globalization;
using System.Text;
using VideoPipeline.Search;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Where a picture was found, as a person reads it in a terminal. Plain text, lines end in <c>\n</c>.</summary>
public static class OccurrenceText
{
    private const int Shown = 20;

    /// <summary>Two lines for each place.</summary>
    public static string Of(IReadOnlyList<Occurrence> sightings)
    {
        var text = new StringBuilder();
        foreach (var one in sightings.Take(Shown))
        {
            text.Append($"  {one.Run}  {Clock.Of(one.StartSeconds)} – {Clock.Of(one.EndSeconds)}  frames {one.Start}–{one.End - 1}\n");
            text.Append($"      at {Clock.Of(one.Seconds)} in frame {one.Frame}: {string.Join(' ', one.Corners.Select(Corner))}");
            text.Append(one.Mirrored ? ", mirrored" : "").Append(How(one)).Append('\n');
        }
        if (sightings.Count > Shown) text.Append($"  … and {sightings.Count - Shown} more, which --json lists\n");
        return text.ToString();
    }

    private static string Corner(IReadOnlyList<double> corner) => Invariant($"({corner[0]:0},{corner[1]:0})");

    private static string How(Occurrence one) => one.By == Occurrence.ByKeypoints
        ? Invariant($"; score {one.Score:0}, {one.Matches} keypoints")
        : Invariant($"; {one.Score:0} of {PictureHashes.Bits} bits of the hashes");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
