using VideoPipeline.Video;

namespace VideoPipeline.Results.Columns;

/// <summary>The presentation time stamps of frames, strictly increasing, and their time base.</summary>
/// <param name="pts">The time stamps, one per frame.</param>
/// <param name="timeBase">The time base of the time stamps.</param>
internal sealed class Timeline(long[] pts, TimeBase timeBase)
{
    /// <summary>The number of frames.</summary>
    public int Count => pts.Length;

    /// <summary>The time base of the time stamps.</summary>
    public TimeBase TimeBase => timeBase;

    /// <summary>
    /// The time stamp at the end of the last frame. The last frame is assumed to last as long as the previous one (a single
    /// frame: 0); the duration in the container is not used.
    /// </summary>
    public long End => pts.Length switch { 0 => 0, 1 => pts[0], _ => pts[^1] + (pts[^1] - pts[^2]) };

    /// <summary>The time from the start of the first frame to the end of the last, in seconds.</summary>
    public double DurationSeconds => pts.Length == 0 ? 0 : timeBase.ToSeconds(End - pts[0]);

    /// <summary>
    /// The average frame rate in frames per second, <c>(n − 1) / (last − first)</c>; null for fewer than two frames.
    /// </summary>
    public double? FrameRate => pts.Length < 2
        ? null
        : (double)(pts.Length - 1) * timeBase.Denominator / ((double)(pts[^1] - pts[0]) * timeBase.Numerator);

    /// <summary>
    /// Whether frame durations differ by more than one tick. A difference of one tick is rounding: in a coarse time base
    /// (milliseconds in Matroska), a constant frame rate alternates between two adjacent durations.
    /// </summary>
    public bool IsVariable
    {
        get
        {
            var (shortest, longest) = (long.MaxValue, long.MinValue);
            for (var frame = 1; frame < pts.Length; frame++)
            {
                var gap = pts[frame] - pts[frame - 1];
                (shortest, longest) = (Math.Min(shortest, gap), Math.Max(longest, gap));
            }
            return pts.Length > 1 && longest - shortest > 1;
        }
    }

    /// <summary>Returns the start of a frame in seconds; for the index after the last frame, the end of the last frame.</summary>
    public double Seconds(int frame) => timeBase.ToSeconds(Ticks(frame));

    /// <summary>
    /// Returns the duration in seconds of the frames from <paramref name="start"/> to <paramref name="end"/> (exclusive). It is
    /// computed in ticks, because the difference of two times in seconds is inexact.
    /// </summary>
    public double SecondsBetween(int start, int end) => timeBase.ToSeconds(Ticks(end) - Ticks(start));

    private long Ticks(int frame) => frame == pts.Length ? End : pts[frame];
}
