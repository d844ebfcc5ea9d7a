using VideoPipeline.Video;

namespace VideoPipeline.Results.Columns;

/// <summary>When frames are shown: presentation time stamps in presentation order, strictly increasing, and their unit.</summary>
/// <param name="pts">One time stamp a frame.</param>
/// <param name="timeBase">Their unit.</param>
public sealed class Timeline(long[] pts, TimeBase timeBase)
{
    /// <summary>How many frames.</summary>
    public int Count => pts.Length;

    /// <summary>The unit of the time stamps.</summary>
    public TimeBase TimeBase => timeBase;

    /// <summary>
    /// The time stamp at which the last frame is over: no container's word is taken for it, the last frame lasts as long as the
    /// one before (and a lone frame no time at all).
    /// </summary>
    public long End => pts.Length switch { 0 => 0, 1 => pts[0], _ => pts[^1] + (pts[^1] - pts[^2]) };

    /// <summary>Seconds from the first frame's appearance to the end of the last.</summary>
    public double DurationSeconds => pts.Length == 0 ? 0 : timeBase.Seconds(End - pts[0]);

    /// <summary>Frames a second on average, <c>(n − 1) / (last − first)</c>; null for fewer than two frames.</summary>
    public double? FrameRate => pts.Length < 2
        ? null
        : (double)(pts.Length - 1) * timeBase.Denominator / ((double)(pts[^1] - pts[0]) * timeBase.Numerator);

    /// <summary>
    /// Whether frames last differently long: by more than one tick, since a time base that the frame rate does not divide
    /// (Matroska's milliseconds) makes a steady rate alternate between two neighbouring durations.
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

    /// <summary>When a frame appears, in seconds; for the index after the last, when the last frame is over.</summary>
    public double Seconds(int frame) => timeBase.Seconds(Ticks(frame));

    /// <summary>
    /// For how many seconds the frames from <paramref name="start"/> up to <paramref name="end"/>, excluded, are shown: exact
    /// where the difference of two times in seconds is not.
    /// </summary>
    public double SecondsBetween(int start, int end) => timeBase.Seconds(Ticks(end) - Ticks(start));

    private long Ticks(int frame) => frame == pts.Length ? End : pts[frame];
}
