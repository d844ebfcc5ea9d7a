using System.Numerics;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Exports.Timecodes;

/// <summary>A constant frame rate as an exact fraction in lowest terms, such as 30000/1001.</summary>
/// <param name="Numerator">The frames in <paramref name="Denominator"/> seconds.</param>
/// <param name="Denominator">The seconds.</param>
internal readonly record struct FrameRate(long Numerator, long Denominator)
{
    // NTSC's rates are those of a whole number of frames per second, slowed down by 1000/1001 (SMPTE ST 12-1, 4.4).
    private const int NtscNumerator = 1000, NtscDenominator = 1001;

    /// <summary>The rate in frames per second; rounded.</summary>
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>Whether this is a whole number of frames per second slowed down as by NTSC: 24000/1001, 30000/1001…</summary>
    public bool IsNtsc => Denominator == NtscDenominator && Numerator % NtscNumerator == 0;

    /// <summary>Whether it is one of film and television, which every editing program knows.</summary>
    public bool IsUsual => IsNtsc
        ? Numerator is 24_000 or 30_000 or 60_000
        : Denominator == 1 && Numerator is 24 or 25 or 30 or 50 or 60;

    /// <summary>
    /// Determines the exact rate of a video from the average in its summary; null if the rate varies, the video has
    /// one frame, or the fraction would have numbers of more than 31 bits.
    /// </summary>
    /// <remarks>
    /// A container with a coarse time base rounds time stamps: 24000/1001 frames per second in milliseconds are 41 or 42 ticks a
    /// frame. A common rate within that rounding is the rate of the video, the nearest of several; otherwise it is the average.
    /// </remarks>
    public static FrameRate? Of(SummaryVideo video)
    {
        if (video.VariableFrameRate || video.FrameRate is not { } average) return null;
        var timeBase = TimeBase.Parse(video.TimeBase);
        var frames = Math.Round(video.DurationSeconds * average) - 1;
        var ticksPerSecond = (double)timeBase.Denominator / timeBase.Numerator;
        var ticks = ticksPerSecond / average;
        var common = Common(average)
            .Select(rate => (Rate: rate, Error: Math.Abs((ticksPerSecond / rate.PerSecond) - ticks) * frames))
            .Where(candidate => candidate.Error < 1) // both ends are rounded by half a tick at most
            .OrderBy(candidate => candidate.Error)
            .Select(candidate => (FrameRate?)candidate.Rate)
            .FirstOrDefault();
        return common ?? Reduced(
            (BigInteger)frames * timeBase.Denominator, (BigInteger)Math.Round(ticks * frames) * timeBase.Numerator);
    }

    private static IEnumerable<FrameRate> Common(double average)
    {
        var whole = (long)Math.Round(average);
        if (whole > 0) yield return new(whole, 1);
        var ntsc = (long)Math.Round(average * NtscDenominator / NtscNumerator);
        if (ntsc > 0 && ntsc % 3 == 0) yield return new(ntsc * NtscNumerator, NtscDenominator);
    }

    private static FrameRate? Reduced(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.Max(1, BigInteger.GreatestCommonDivisor(numerator, denominator));
        var (reduced, seconds) = (numerator / divisor, denominator / divisor);
        return reduced > 0 && seconds > 0 && BigInteger.Max(reduced, seconds) <= int.MaxValue
            ? new((long)reduced, (long)seconds)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
