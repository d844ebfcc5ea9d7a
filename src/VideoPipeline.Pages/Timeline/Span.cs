using System.Globalization;
using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>A stretch of time in a lane, in the lane's units.</summary>
/// <param name="X">Where it begins.</param>
/// <param name="Width">Its width.</param>
internal readonly record struct Span(string X, string Width)
{
    /// <summary>Returns the span between two times.</summary>
    public static Span Of(TimeAxis axis, double start, double end)
    {
        var (from, to) = (Curve.Width * axis.Position(start), Curve.Width * axis.Position(end));
        return new Span(Text(from), Text(to - from));
    }

    /// <summary>Returns the span of the frames from <paramref name="start"/> to <paramref name="end"/> (exclusive).</summary>
    public static Span OfFrames(FrameSeries frames, long start, long end) =>
        Of(frames.Axis, frames.SecondsOf(start), frames.SecondsOf(end));

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
