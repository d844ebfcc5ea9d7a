using System.Globalization;
using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>A stretch of time in a lane, in the lane's units.</summary>
/// <param name="X">Where it begins.</param>
/// <param name="Width">Its width.</param>
internal readonly record struct Span(string X, string Width)
{
    /// <summary>Returns the span of the frames from <paramref name="start"/> to <paramref name="end"/> (exclusive).</summary>
    public static Span Of(FrameSeries frames, long start, long end)
    {
        var (from, to) = (X(start), X(end));
        return new Span(Text(from), Text(to - from));

        double X(long frame) => Curve.Width * frames.Axis.Position(frames.SecondsOf(frame));
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
