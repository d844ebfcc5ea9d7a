using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Pictures without fine detail: out of focus, smeared by motion, a bare wall.</summary>
public static class Blurred
{
    /// <summary>
    /// A blurred picture's sharpness is below this: the variance of the Laplacian (J. L. Pech-Pacheco et al., "Diatom
    /// autofocusing in brightfield microscopy: a comparative study", ICPR 2000) of the luma at 256 pixels width. The value is
    /// ours: of a graded film in focus about one frame in twenty, black ones included, stays below it.
    /// </summary>
    public const double SharpnessBelow = 50;

    /// <summary>Seconds that a blurred stretch lasts at least; a whip pan is shorter.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>The stretches of blurred rows; a black row has no detail either, but is not blurred.</summary>
    /// <param name="sharpness">Variance of the Laplacian of each row.</param>
    /// <param name="isBlack">Whether each row is black.</param>
    /// <param name="timeline">When each row is shown.</param>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<double> sharpness, ReadOnlySpan<bool> isBlack, Timeline timeline)
    {
        var blurred = new bool[sharpness.Length];
        for (var row = 0; row < blurred.Length; row++) blurred[row] = sharpness[row] < SharpnessBelow && !isBlack[row];
        return StretchFinder.Of(blurred).Lasting(MinimumSeconds, timeline);
    }
}
