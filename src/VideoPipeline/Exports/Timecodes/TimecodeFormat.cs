using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;

namespace VideoPipeline.Exports.Timecodes;

/// <summary>
/// Converts between frame numbers and timecodes as in SMPTE ST 12-1: hours, minutes, seconds and frames, of 24 hours. Drop-frame
/// timecodes skip the first numbers of each minute, except of every tenth, so that they keep up with the clock.
/// </summary>
/// <param name="FramesPerSecond">The frames that are counted to a second: the rate, rounded up where it is one of NTSC.</param>
/// <param name="DropFrame">Whether numbers are skipped.</param>
internal readonly partial record struct TimecodeFormat(int FramesPerSecond, bool DropFrame)
{
    private const int MaxFramesPerSecond = 100; // a timecode has two digits for the frame
    private const int MinutesPerDay = 24 * 60;

    /// <summary>The number of timecodes: the frames of 24 hours.</summary>
    public long FramesPerDay => (MinutesPerDay * (60L * FramesPerSecond)) - (Dropped * (MinutesPerDay - (MinutesPerDay / 10)));

    /// <summary>The name of the way of counting, as in the line <c>FCM</c> of an EDL.</summary>
    public string Name => DropFrame ? "DROP FRAME" : "NON-DROP FRAME";

    // 2 numbers a minute at 29.97 frames per second, 4 at 59.94.
    private int Dropped => DropFrame ? FramesPerSecond / 15 : 0;

    /// <summary>
    /// Returns the timecodes of a frame rate; null if it has none, because it is not a whole number or one of NTSC, or too high.
    /// </summary>
    /// <param name="rate">The frame rate.</param>
    /// <param name="nonDrop">Whether to count without drop-frame also at 29.97 and 59.94 frames per second.</param>
    public static TimecodeFormat? Of(FrameRate rate, bool nonDrop)
    {
        if (rate.Denominator != 1 && !rate.IsNtsc) return null;
        var counted = rate.IsNtsc ? rate.Numerator / 1000 : rate.Numerator;
        return counted <= MaxFramesPerSecond ? new((int)counted, !nonDrop && rate.IsNtsc && counted is 30 or 60) : null;
    }

    /// <summary>Formats the timecode of a frame, counted from 00:00:00:00. After 24 hours, timecodes begin again.</summary>
    public string Format(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        var number = frame % FramesPerDay;
        if (DropFrame)
        {
            var (minute, tenMinutes) = (60L * FramesPerSecond, (600L * FramesPerSecond) - (9 * Dropped));
            var (tens, rest) = Math.DivRem(number, tenMinutes);
            number += 9 * Dropped * tens;
            if (rest >= minute) number += Dropped * (1 + ((rest - minute) / (minute - Dropped)));
        }
        var (seconds, frames) = Math.DivRem(number, FramesPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}{(DropFrame ? ';' : ':')}{frames:D2}");
    }

    /// <summary>Parses a timecode and returns its frame, counted from 00:00:00:00.</summary>
    /// <exception cref="InvalidInputException">It is malformed, or drop-frame timecodes skip it.</exception>
    public long Parse(string timecode)
    {
        var match = Pattern().Match(timecode);
        if (!match.Success)
            throw Invalid(timecode, "is not a timecode. Write hours, minutes, seconds and frames, such as 01:00:00:00");
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var (hours, minutes, seconds, frames) = (Part("h"), Part("m"), Part("s"), Part("f"));
        if (frames >= FramesPerSecond) throw Invalid(timecode, $"has a frame number of {FramesPerSecond} or more");
        if (!DropFrame && match.Groups["separator"].Value == ";")
            throw Invalid(timecode, "has the semicolon of drop-frame, but the video is counted without. Write a colon");
        if (seconds == 0 && frames < Dropped && minutes % 10 != 0)
            throw Invalid(timecode, "is one that drop-frame skips. Give the next, or count without");
        var total = (60 * hours) + minutes;
        return (((60L * total) + seconds) * FramesPerSecond) + frames - (Dropped * (total - (total / 10)));
    }

    private static InvalidInputException Invalid(string timecode, string problem) => new($"The timecode '{timecode}' {problem}.");

    [GeneratedRegex(@"\A(?<h>[01][0-9]|2[0-3]):(?<m>[0-5][0-9]):(?<s>[0-5][0-9])(?<separator>[:;])(?<f>[0-9]{2})\z")]
    private static partial Regex Pattern();
}
