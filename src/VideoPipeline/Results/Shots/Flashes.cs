using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Detects changes of light that resemble cuts: a camera flash, lightning, a lamp that is switched on.</summary>
internal static class Flashes
{
    /// <summary>The maximum length of a flash in rows.</summary>
    public const int MaxLength = 10;

    /// <summary>
    /// The maximum length in rows of a different image between two equal ones that counts as a flash regardless of its
    /// brightness.
    /// </summary>
    public const int MaxShortLength = 2;

    /// <summary>The minimum increase of mean luma in a flash over the frame before it, in levels.</summary>
    public const double MinBrightening = 15;

    /// <summary>Removes the cuts that are only changes of light.</summary>
    /// <param name="cuts">The first row after each cut, in ascending order.</param>
    /// <param name="columns">The columns of the video.</param>
    public static IReadOnlyList<int> Remove(IReadOnlyList<int> cuts, FrameColumns columns)
    {
        var classes = PixelClasses.Classify(columns);
        var kept = new List<int>();
        var flashEnd = 0;
        foreach (var cut in cuts.Where(cut => cut > flashEnd))
        {
            if (FindEnd(cut, columns, classes) is { } end) flashEnd = end;
            else kept.Add(cut);
        }

        return kept;
    }

    /// <summary>Returns the row at which the image before the cut reappears; null if it does not, or if another shot lies
    /// between.</summary>
    private static int? FindEnd(int cut, FrameColumns columns, PixelClass[] classes)
    {
        var brightest = 0.0;
        for (var row = cut; row < Math.Min(columns.Frame.Length, cut + MaxLength + 1); row++)
        {
            // The hashes depend only on structure. If they match right after the cut, only the light has changed.
            var isFlash = row == cut || row - cut <= MaxShortLength || brightest >= columns.LumaMean[cut - 1] + MinBrightening;
            if (isFlash && NearDuplicates.AreNearDuplicates(columns, classes, cut - 1, row)) return row;
            brightest = Math.Max(brightest, columns.LumaMean[row]);
        }

        return null;
    }
}
