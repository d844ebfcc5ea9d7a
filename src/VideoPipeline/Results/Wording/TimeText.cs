using System.Globalization;

namespace VideoPipeline.Results.Wording;

/// <summary>Formats times as <c>1:02.345</c>, or <c>1:01:02.345</c> from one hour on.</summary>
internal static class TimeText
{
    /// <summary>Formats a time in seconds, rounded to milliseconds; negative times have a minus sign.</summary>
    public static string Format(double seconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(Math.Abs(seconds) * 1000));
        var format = time.TotalHours >= 1 ? @"\:mm\:ss\.fff" : @"m\:ss\.fff";
        var hours = time.TotalHours >= 1 ? Math.Floor(time.TotalHours).ToString(CultureInfo.InvariantCulture) : "";
        return (seconds < 0 && time > TimeSpan.Zero ? "-" : "") + hours + time.ToString(format, CultureInfo.InvariantCulture);
    }
}
