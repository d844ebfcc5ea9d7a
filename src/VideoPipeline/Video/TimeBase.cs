using System.Globalization;

namespace VideoPipeline.Video;

/// <summary>The unit of a stream's integer time stamps: one tick lasts <c>Numerator / Denominator</c> seconds.</summary>
public readonly record struct TimeBase(int Numerator, int Denominator)
{
    /// <summary>Converts ticks to seconds, for display only: the result is rounded.</summary>
    public double ToSeconds(long ticks) => (double)ticks * Numerator / Denominator;

    /// <summary>Converts seconds to the nearest tick: the inverse of <see cref="ToSeconds"/>.</summary>
    internal long ToTicks(double seconds) => (long)Math.Round(seconds * Denominator / Numerator);

    /// <summary>Converts ticks to those of another time base, rounded towards 0 where they do not divide.</summary>
    internal long Rescale(long ticks, TimeBase to) =>
        (long)((Int128)ticks * Numerator * to.Denominator / ((Int128)Denominator * to.Numerator));

    /// <summary>Parses the text of a time base, such as <c>1/12800</c>.</summary>
    /// <exception cref="FormatException">It is not two positive numbers.</exception>
    internal static TimeBase Parse(string text) =>
        text.Split('/') is [var numerator, var denominator]
        && int.TryParse(numerator, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
        && int.TryParse(denominator, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 0
            ? new TimeBase(seconds, ticks)
            : throw new FormatException($"'{text}' is not a time base such as 1/12800.");

    /// <inheritdoc/>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
