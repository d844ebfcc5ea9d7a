using System.Globalization;
using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>The labeled times of a ruler.</summary>
internal static class TimeTicks
{
    private const int MaxTicks = 8;

    private static readonly double[] s_steps =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

    /// <summary>Returns times at round distances, with their texts.</summary>
    public static IEnumerable<(double Seconds, string Text)> Of(TimeAxis axis)
    {
        var hours = Math.Ceiling(axis.Length / 3600 / MaxTicks);
        var step = s_steps.FirstOrDefault(step => axis.Length / step <= MaxTicks, 3600 * hours);
        var digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
        for (var i = Math.Ceiling(axis.Start / step); i * step <= axis.End; i++)
            yield return (i * step, Format(i * step, digits));
    }

    private static string Format(double seconds, int digits)
    {
        var time = Math.Abs(seconds);
        var (hours, minutes) = (Math.Floor(time / 3600), Math.Floor(time / 60) % 60);
        var rest = (time % 60).ToString(digits == 0 ? "00" : "00." + new string('0', digits), CultureInfo.InvariantCulture);
        return (seconds < 0 ? "-" : "") + (hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours:0}:{minutes:00}:{rest}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes:0}:{rest}"));
    }
}
