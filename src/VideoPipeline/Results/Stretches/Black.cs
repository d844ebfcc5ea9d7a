using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Black pictures: fades, gaps, leader.</summary>
public static class Black
{
    /// <summary>
    /// A black picture's mean luma is below this. Black is 16 in limited range (ITU-R BT.601 and BT.709) and 0 in full range;
    /// compression and film grain add a level or two.
    /// </summary>
    public const double MeanBelow = 20;

    /// <summary>
    /// And no sample of it is as bright as this, an eighth of the way from black to white: a title on black is not black.
    /// </summary>
    public const int BrightestBelow = 48;

    /// <summary>Seconds that a black stretch lasts at least; a single black frame between two shots is editing.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>Which rows are black.</summary>
    /// <param name="lumaMean">Mean of the luma samples of each row, 0–255.</param>
    /// <param name="lumaMax">The brightest luma sample of each row.</param>
    public static bool[] Mark(ReadOnlySpan<double> lumaMean, ReadOnlySpan<byte> lumaMax)
    {
        var marks = new bool[lumaMean.Length];
        for (var row = 0; row < marks.Length; row++) marks[row] = lumaMean[row] < MeanBelow && lumaMax[row] < BrightestBelow;
        return marks;
    }

    /// <summary>The stretches of rows that <see cref="Mark"/> marked.</summary>
    public static IReadOnlyList<Stretch> Find(IReadOnlyList<bool> isBlack, Timeline timeline) =>
        StretchFinder.Of(isBlack).Lasting(MinimumSeconds, timeline);
}
