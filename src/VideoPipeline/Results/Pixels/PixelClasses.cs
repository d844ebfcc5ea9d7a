using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Stretches;

namespace VideoPipeline.Results.Pixels;

/// <summary>
/// Classifies frames by thresholds on their columns. The first matching rule applies: black, white, flat, dark, washed out,
/// blurred; otherwise normal. The thresholds assume the limited range of ITU-R BT.601 and BT.709 (black 16, white 235).
/// </summary>
internal static class PixelClasses
{
    /// <summary>
    /// White: the lower limit (exclusive) of the mean luma, as far below white as <see cref="Black.MeanBelow"/> is above black.
    /// </summary>
    public const double WhiteMeanAbove = 235 + 16 - Black.MeanBelow;

    /// <summary>
    /// White: the lower limit (exclusive) of the darkest sample, as far below white as <see cref="Black.BrightestBelow"/> is
    /// above black.
    /// </summary>
    public const int WhiteDarkestAbove = 235 + 16 - Black.BrightestBelow;

    /// <summary>
    /// Flat: the upper limit (exclusive) of the standard deviation of luma; coding noise and light grain are below it.
    /// </summary>
    public const double FlatDeviationBelow = 4;

    /// <summary>
    /// Flat: the upper limit (exclusive) of the difference between the brightest and the darkest sample. A small caption is not
    /// flat.
    /// </summary>
    public const int FlatRangeBelow = 48;

    /// <summary>Dark: the upper limit (exclusive) of the mean luma, at 10 % of the range from black to white.</summary>
    public const double DarkMeanBelow = 38;

    /// <summary>
    /// Washed out: the upper limit (exclusive) of the standard deviation of luma (the RMS contrast of E. Peli, "Contrast in
    /// complex images", JOSA A 7, 1990). About one frame in twenty of a color-graded film that is not dark is below it.
    /// </summary>
    public const double WashedOutDeviationBelow = 18;

    /// <summary>The names in <c>summary.json</c>, indexed by class.</summary>
    public static IReadOnlyList<string> Names { get; } = ["normal", "black", "white", "flat", "dark", "washed-out", "blurred"];

    /// <summary>Returns the name of a class in <c>summary.json</c>.</summary>
    public static string Name(this PixelClass pixels) => Names[(int)pixels];

    /// <summary>Whether the images of a class are uniform.</summary>
    public static bool IsUniform(this PixelClass pixels) => pixels is PixelClass.Black or PixelClass.White or PixelClass.Flat;

    /// <summary>Classifies each row.</summary>
    public static PixelClass[] Classify(FrameColumns columns)
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
