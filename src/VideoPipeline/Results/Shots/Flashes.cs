using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Changes of light that look like cuts: a camera's flash, lightning, a lamp that is switched on.</summary>
public static class Flashes
{
    /// <summary>Rows after which a flash is over.</summary>
    public const int Longest = 10;

    /// <summary>A picture this short between two of the same is a flash or a fault, however bright it is.</summary>
    public const int Blink = 2;

    /// <summary>Levels of mean luma by which a flash is brighter at its brightest than the picture before.</summary>
    public const double Brighter = 15;

    /// <summary>The cuts without those that only change the light.</summary>
    /// <param name="cuts">The rows behind a cut, in order.</param>
    /// <param name="columns">The video's columns.</param>
    public static IReadOnlyList<int> Drop(IReadOnlyList<int> cuts, FrameColumns columns)
    {
        var classes = PixelClasses.Of(columns);
        var kept = new List<int>();
        var over = 0;
        foreach (var cut in cuts.Where(cut => cut > over))
        {
            if (End(cut, columns, classes) is { } end) over = end;
            else kept.Add(cut);
        }

        return kept;
    }

    /// <summary>The row at which the picture before the cut is seen again; null where it is not, or where another shot lies
    /// between.</summary>
    private static int? End(int cut, FrameColumns columns, PixelClass[] classes)
    {
        var brightest = 0.0;
        for (var row = cut; row < Math.Min(columns.Frame.Length, cut + Longest + 1); row++)
        {
            // The hashes look at structure alone: at once the same picture means that only its light is another.
            var brightens = row == cut || row - cut <= Blink || brightest >= columns.LumaMean[cut - 1] + Brighter;
            if (brightens && NearDuplicates.AreNear(columns, classes, cut - 1, row)) return row;
            brightest = Math.Max(brightest, columns.LumaMean[row]);
        }

        return null;
    }
}
