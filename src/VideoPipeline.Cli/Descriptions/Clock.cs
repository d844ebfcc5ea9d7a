using System.Globalization;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Times as players show them: <c>1:02.345</c>, with hours where there are any.</summary>
internal static class Clock
{
    /// <summary>Rounded to milliseconds; before zero with a sign.</summary>
    public static string Of(double seconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(Math.Abs(seconds) * 1000));
        var format = time.TotalHours >= 1 ? @"\:mm\:ss\.fff" : @"m\:ss\.fff";
        var hours = time.TotalHours >= 1 ? Math.Floor(time.TotalHours).ToString(CultureInfo.InvariantCulture) : "";
        return (seconds < 0 && time > TimeSpan.Zero ? "-" : "") + hours + time.ToString(format, CultureInfo.InvariantCulture);
    }
}
