using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>Times a second, as an exact fraction.</summary>
public readonly partial record struct SelectionRate(long Numerator, long Denominator)
{
    private const int MostDigits = 9; // keeps products with time stamps in 128 bits

    /// <summary>Reads <c>2</c>, <c>0.5</c>, <c>23.976</c> or <c>30000/1001</c>.</summary>
    /// <exception cref="InvalidInputException">It is none of these, or 0.</exception>
    public static SelectionRate Parse(string text)
    {
        var match = Form().Match(text);
        var (whole, part, below) = (match.Groups["whole"].Value, match.Groups["part"].Value, match.Groups["below"].Value);
        if (match.Success && Math.Max(whole.Length + part.Length, below.Length) <= MostDigits)
        {
            var numerator = Number(whole + part);
            var denominator = below.Length > 0 ? Number(below) : (long)Math.Pow(10, part.Length);
            if (numerator > 0 && denominator > 0) return new SelectionRate(numerator, denominator);
        }
        throw new InvalidInputException($"'{text}' is no number of frames a second: write one above 0 and of up to {MostDigits} digits, such as 1, 0.5 or 30000/1001.");
    }

    /// <summary>Whether one of the times lies in a stretch of ticks from the first frame.</summary>
    /// <param name="start">The first tick.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="timeBase">The unit of the ticks.</param>
    public bool HasTickIn(long start, long end, TimeBase timeBase)
    {
        // Time k is at k·ticks/times ticks, so the first from the start on is the start times times/ticks, rounded up.
        var (times, ticks) = ((Int128)Numerator * timeBase.Numerator, (Int128)Denominator * timeBase.Denominator);
        var first = (start * times + ticks - 1) / ticks;
        return first * ticks < end * times;
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<whole>[0-9]+)(?:\.(?<part>[0-9]+)|/(?<below>[0-9]+))?\z")]
    private static partial Regex Form();
}
