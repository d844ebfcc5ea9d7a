using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Stretches;

namespace VideoPipeline.Results.Pixels;

/// <summary>
/// The class of each frame by rules on its columns, the first that holds: black, white, flat, dark, washed out, blurred; normal
/// where none does. The limits are ours, on the limited range of ITU-R BT.601 and BT.709 (black 16, white 235).
/// </summary>
public static class PixelClasses
{
    /// <summary>White: the mean luma is above this, as far below white as <see cref="Black.MeanBelow"/> is above black.</summary>
    public const double WhiteMeanAbove = 235 + 16 - Black.MeanBelow;

    /// <summary>White: and the darkest sample is above this, as <see cref="Black.BrightestBelow"/> mirrored.</summary>
    public const int WhiteDarkestAbove = 235 + 16 - Black.BrightestBelow;

    /// <summary>Flat: the standard deviation of luma is below this; coding noise and light grain stay below it.</summary>
    public const double FlatDeviationBelow = 4;

    /// <summary>Flat: and the brightest sample is less than this above the darkest: a small caption is not flat.</summary>
    public const int FlatRangeBelow = 48;

    /// <summary>Dark: the mean luma is below this, a tenth of the way from black to white.</summary>
    public const double DarkMeanBelow = 38;

    /// <summary>
    /// Washed out: the standard deviation of luma (the RMS contrast of E. Peli, "Contrast in complex images", JOSA A 7, 1990) is
    /// below this. Of a graded film about one frame in twenty that is not dark stays below it.
    /// </summary>
    public const double WashedOutDeviationBelow = 18;

    /// <summary>The names in <c>summary.json</c>, by number.</summary>
    public static IReadOnlyList<string> Names { get; } = ["normal", "black", "white", "flat", "dark", "washed-out", "blurred"];

    /// <summary>The name of a class in <c>summary.json</c>.</summary>
    public static string Name(this PixelClass pixels) => Names[(int)pixels];

    /// <summary>Whether pictures of a class show nothing but a colour.</summary>
    public static bool IsPlain(this PixelClass pixels) => pixels is PixelClass.Black or PixelClass.White or PixelClass.Flat;

    /// <summary>The class of each row.</summary>
    public static PixelClass[] Of(FrameColumns columns)
    {
        var classes = new PixelClass[columns.Frame.Length];
        var isBlack = Black.Mark(columns.LumaMean, columns.LumaMax);
        for (var row = 0; row < classes.Length; row++)
        {
            var (mean, deviation) = (columns.LumaMean[row], columns.LumaStd[row]);
            var (darkest, brightest) = (columns.LumaMin[row], columns.LumaMax[row]);
            classes[row] =
                isBlack[row] ? PixelClass.Black
                : mean > WhiteMeanAbove && darkest > WhiteDarkestAbove ? PixelClass.White
                : deviation < FlatDeviationBelow && brightest - darkest < FlatRangeBelow ? PixelClass.Flat
                : mean < DarkMeanBelow ? PixelClass.Dark
                : deviation < WashedOutDeviationBelow ? PixelClass.WashedOut
                : columns.Sharpness[row] < Blurred.SharpnessBelow ? PixelClass.Blurred
                : PixelClass.Normal;
        }

        return classes;
    }
}
