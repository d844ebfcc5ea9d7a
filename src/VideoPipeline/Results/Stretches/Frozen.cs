using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>A picture that stands still: a frozen feed, a held title, a slide.</summary>
public static class Frozen
{
    /// <summary>
    /// Two frames show the same picture if their luma differs by less than this on average, of 255 levels: the tolerance 0.001 of
    /// ffmpeg's filter <c>freezedetect</c>, which lets coding noise pass.
    /// </summary>
    public const double MotionBelow = 0.001 * 255;

    /// <summary>Seconds that the picture stands at least; cartoons hold a drawing for a few frames as a matter of course.</summary>
    public const double MinimumSeconds = 1;

    /// <summary>The stretches in which every frame shows the picture of the first.</summary>
    /// <param name="motion">Mean absolute luma difference of each row to the row before; that of the first row does not matter.</param>
    /// <param name="timeline">When each row is shown.</param>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<double> motion, Timeline timeline)
    {
        var same = new bool[motion.Length];
        for (var row = 1; row < same.Length; row++) same[row] = motion[row] < MotionBelow;
        // The picture that stays is first seen one row before the first that equals its predecessor.
        return StretchFinder.Of(same).Select(run => run with { Start = run.Start - 1 }).Lasting(MinimumSeconds, timeline);
    }
}
