using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Detects stretches without fine detail: out of focus, motion blur, a bare wall.</summary>
internal static class Blurred
{
    /// <summary>
    /// The upper limit (exclusive) of the sharpness of a blurred frame: the variance of the Laplacian (J. L. Pech-Pacheco et
    /// al., "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000) of the luma at 256 pixels width.
    /// The value was chosen so that about one frame in twenty of a sharp, color-graded film, including black frames, is below it.
    /// </summary>
    public const double SharpnessBelow = 50;

    /// <summary>The minimum duration of a blurred stretch in seconds; a whip pan is shorter.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>Returns the blurred stretches. Black rows have no detail either, but are not blurred.</summary>
    /// <param name="sharpness">The variance of the Laplacian of each row.</param>
    /// <param name="isBlack">Whether each row is black.</param>
    /// <param name="timeline">The time stamps of the rows.</param>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<double> sharpness, ReadOnlySpan<bool> isBlack, Timeline timeline)
    {
        var blurred = new bool[sharpness.Length];
        for (var row = 0; row < blurred.Length; row++) blurred[row] = sharpness[row] < SharpnessBelow && !isBlack[row];
        return StretchFinder.Find(blurred).Lasting(MinimumSeconds, timeline);
    }
}
