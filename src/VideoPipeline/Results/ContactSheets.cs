using VideoPipeline.Analysis;
using VideoPipeline.Imaging;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>Creates <c>contact-sheet.jpg</c>.</summary>
internal static class ContactSheets
{
    private const int Columns = 6;
    private const int MaxCells = 48;

    // In levels, the mean over all samples. Film grain changes less.
    private const int MinDifference = 5;

    /// <summary>Creates the sheet from previews; of a shot that does not change, one is shown.</summary>
    /// <param name="previews">The previews, in presentation order.</param>
    /// <param name="mean">The mean image, shown if there are no previews.</param>
    /// <param name="summary">The shots and labels.</param>
    /// <param name="timeBase">The unit of the time stamps.</param>
    public static BgrImage Create(IReadOnlyList<Preview> previews, BgrImage mean, Summary summary, TimeBase timeBase)
    {
        var tiles = new List<Tile>();
        foreach (var shot in ContactSheetPictures.Choose(summary.Shots, [.. previews.Select(one => one.Frame)], MaxCells))
        {
            BgrImage? last = null;
            foreach (var preview in shot.Select(position => previews[position]))
            {
                var image = ImageFile.Decode(preview.Jpeg);
                if (last is not null && !Differ(last, image)) continue;
                tiles.Add(new Tile(image, Caption(preview)));
                last = image;
            }
        }
        return ContactSheet.Compose(tiles.Count > 0 ? tiles : [new Tile(mean, "")], Columns);

        string Caption(Preview preview)
        {
            var label = summary.LabelTimeline
                ?.FirstOrDefault(label => label.Start <= preview.Frame && preview.Frame < label.End)?.Name;
            return ContactSheet.TimeCaption(
                timeBase.ToSeconds(preview.Pts),
                label ?? $"shot {summary.Shots.Count(shot => shot.Start <= preview.Frame)}");
        }
    }

    private static bool Differ(BgrImage first, BgrImage second)
    {
        var sum = 0L;
        for (var i = 0; i < first.Samples.Length; i++) sum += Math.Abs(first.Samples[i] - second.Samples[i]);
        return sum >= (long)MinDifference * first.Samples.Length;
    }
}
