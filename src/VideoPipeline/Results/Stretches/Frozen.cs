using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Stretches;

/// <summary>Detects frozen stretches: a frozen feed, a static title, a slide.</summary>
internal static class Frozen
{
    /// <summary>
    /// The upper limit (exclusive) of the mean absolute luma difference of two equal frames: the default noise tolerance 0.001
    /// of the ffmpeg filter <c>freezedetect</c>, of 255 levels, which ignores coding noise.
    /// </summary>
    public const double MotionBelow = 0.001 * 255;

    /// <summary>The minimum duration of a frozen stretch in seconds; animation repeats a drawing for a few frames.</summary>
    public const double MinimumSeconds = 1;

    /// <summary>Returns the stretches in which all frames are equal.</summary>
    /// <param name="motion">The mean absolute luma difference of each row to the previous row; the first one is ignored.</param>
    /// <param name="timeline">The time stamps of the rows.</param>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<double> motion, Timeline timeline)
    {
        var same = new bool[motion.Length];
        for (var row = 1; row < same.Length; row++) same[row] = motion[row] < MotionBelow;
        // The stretch starts with the frame before the first one that equals its predecessor.
        return StretchFinder.Find(same)
            .Select(stretch => stretch with { Start = stretch.Start - 1 })
            .Lasting(MinimumSeconds, timeline);
    }
}
