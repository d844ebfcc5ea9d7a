using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Detects black stretches: fades, gaps, leader.</summary>
internal static class Black
{
    /// <summary>
    /// The upper limit (exclusive) of the mean luma of a black frame. Black is 16 in limited range (ITU-R BT.601 and BT.709) and
    /// 0 in full range; compression and film grain add one or two levels.
    /// </summary>
    public const double MeanBelow = 20;

    /// <summary>
    /// The upper limit (exclusive) of the brightest sample of a black frame, at about 1/8 of the range from black to white. A
    /// title on black is not black.
    /// </summary>
    public const int BrightestBelow = 48;

    /// <summary>The minimum duration of a black stretch in seconds; a single black frame between two shots is editing.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>Returns which rows are black.</summary>
    /// <param name="lumaMean">The mean luma of each row, 0–255.</param>
    /// <param name="lumaMax">The brightest luma sample of each row.</param>
    public static bool[] Mark(ReadOnlySpan<double> lumaMean, ReadOnlySpan<byte> lumaMax)
    {
        var marks = new bool[lumaMean.Length];
        for (var row = 0; row < marks.Length; row++) marks[row] = lumaMean[row] < MeanBelow && lumaMax[row] < BrightestBelow;
        return marks;
    }

    /// <summary>Returns the black stretches of the rows that <see cref="Mark"/> marked.</summary>
    public static IReadOnlyList<Stretch> Find(IReadOnlyList<bool> isBlack, Timeline timeline) =>
        StretchFinder.Find(isBlack).Lasting(MinimumSeconds, timeline);
}
