using System.Globalization;
using System.Text;
using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>
/// A curve as SVG path data, in a picture of <see cref="Width"/> × <see cref="Height"/> units. Where several frames share a
/// column, it goes from the largest value to the smallest.
/// </summary>
internal static class Curve
{
    /// <summary>The width of the picture.</summary>
    public const int Width = 1000;

    /// <summary>The height of the picture.</summary>
    public const int Height = 100;

    /// <summary>Returns the path of the curve.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="values">The values, one per frame.</param>
    /// <param name="scale">The vertical axis.</param>
    public static string Line(FrameSeries frames, IReadOnlyList<double> values, Scale scale)
    {
        var path = new StringBuilder();
        var row = 0;
        while (row < frames.Count)
        {
            var x = Column(row);
            var (low, high) = (values[row], values[row]);
            for (row++; row < frames.Count && Column(row) == x; row++)
                (low, high) = (Math.Min(low, values[row]), Math.Max(high, values[row]));
            var (top, bottom) = (Y(high), Y(low));
            path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x} {top}");
            if (bottom != top) path.Append(CultureInfo.InvariantCulture, $"V{bottom}");
        }

        // The last value lasts until the end of the axis.
        return path.Append(CultureInfo.InvariantCulture, $"H{Width}").ToString();

        int Column(int index) => (int)(Width * frames.Axis.Position(frames.Seconds(index)));
        double Y(double value) => Math.Round(Height * (1 - scale.Height(value)), 1);
    }

    /// <summary>Returns the path of the area below a curve.</summary>
    /// <param name="line">The path of the curve.</param>
    public static string Area(string line) => FormattableString.Invariant($"{line}V{Height}H0Z");
}
