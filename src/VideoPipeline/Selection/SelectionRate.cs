using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>A rate in frames per second, as an exact fraction.</summary>
public readonly partial record struct SelectionRate(long Numerator, long Denominator)
{
    private const int MaxDigits = 9; // keeps products with time stamps within 128 bits

    /// <summary>Parses <c>2</c>, <c>0.5</c>, <c>23.976</c> or <c>30000/1001</c>.</summary>
    /// <exception cref="InvalidInputException">The rate is malformed, 0, or has too many digits.</exception>
    public static SelectionRate Parse(string text)
    {
        var match = Pattern().Match(text);
        var (whole, decimals, divisor) =
            (match.Groups["whole"].Value, match.Groups["decimals"].Value, match.Groups["divisor"].Value);
        if (match.Success && Math.Max(whole.Length + decimals.Length, divisor.Length) <= MaxDigits)
        {
            var numerator = ParseNumber(whole + decimals);
            var denominator = divisor.Length > 0 ? ParseNumber(divisor) : (long)Math.Pow(10, decimals.Length);
            if (numerator > 0 && denominator > 0) return new SelectionRate(numerator, denominator);
        }
        throw new InvalidInputException(
            $"fps must be a positive number or fraction with at most {MaxDigits} digits (got '{text}'). " +
            "Examples: 2, 0.5, 30000/1001.");
    }

    /// <summary>Whether one of the times 0, 1/rate, 2/rate… is in a range of ticks, counted from the first frame.</summary>
    /// <param name="start">The first tick.</param>
    /// <param name="end">One past the last tick.</param>
    /// <param name="timeBase">The duration of a tick.</param>
    public bool HasTimeBetween(long start, long end, TimeBase timeBase)
    {
        // Time k is at tick k·ticks/times, so the first k at or after the start is start·times/ticks, rounded up.
        var (times, ticks) = ((Int128)Numerator * timeBase.Numerator, (Int128)Denominator * timeBase.Denominator);
        var first = (start * times + ticks - 1) / ticks;
        return first * ticks < end * times;
    }

    private static long ParseNumber(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<whole>[0-9]+)(?:\.(?<decimals>[0-9]+)|/(?<divisor>[0-9]+))?\z")]
    private static partial Regex Pattern();
}
