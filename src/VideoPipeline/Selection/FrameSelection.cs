using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>The frames of a video that the user selected, before the number of frames and their time stamps are known.</summary>
public sealed partial class FrameSelection
{
    private const int MaxCount = 1_000_000;

    private const decimal MaxSeconds = 1_000_000_000; // about 32 years; keeps products with a time base in range

    private FrameSelection(string text) => Text = text;

    /// <summary>The name of the option and its value as the user wrote it, such as <c>every 24</c>.</summary>
    public string Text { get; }

    /// <summary>The selected frame numbers; the last range can extend to <see cref="FrameRange.ToEnd"/>.</summary>
    public FrameSet Frames { get; private init; } = FrameSet.Empty;

    /// <summary>
    /// The selected times in seconds from the first frame, ascending; each selects the frame shown at that time.
    /// </summary>
    public IReadOnlyList<decimal> Times { get; private init; } = [];

    /// <summary>The interval N that selects frames 0, N, 2N…; null if frames are not selected by interval.</summary>
    public long? Interval { get; private init; }

    /// <summary>
    /// The rate at which frames are selected, starting with the first frame; null if frames are not selected by rate.
    /// </summary>
    public SelectionRate? Rate { get; private init; }

    /// <summary>Whether the frames that the container marks as key frames are selected.</summary>
    public bool KeyFrames { get; private init; }

    /// <summary>The number of frames to select at even distances; null if frames are not selected by count.</summary>
    public int? Count { get; private init; }

    /// <summary>How entries that can be mistaken were read; null if there are none.</summary>
    public string? Remark { get; private init; }

    /// <summary>Whether the selection extends to the end of the video, whatever its length.</summary>
    public bool IsOpenEnded => Interval is not null || Rate is not null || KeyFrames;

    /// <summary>Selects frames 0, N, 2N… where N is <paramref name="interval"/>.</summary>
    /// <exception cref="InvalidInputException">The interval is below 1.</exception>
    public static FrameSelection Every(long interval) => interval >= 1
        ? new FrameSelection($"every {interval}") { Interval = interval }
        : throw new InvalidInputException($"every must be at least 1 (got {interval}). every=24 selects frames 0, 24, 48…");

    /// <summary>
    /// Selects frames at even distances: the video is divided into <paramref name="count"/> parts of equal length, and the frame
    /// in the middle of each is selected. All frames of a shorter video. The number of frames must be known before decoding.
    /// </summary>
    /// <exception cref="InvalidInputException">The count is not from 1 to 1,000,000.</exception>
    public static FrameSelection Evenly(int count) => count is >= 1 and <= MaxCount
        ? new FrameSelection($"count {count}") { Count = count }
        : throw new InvalidInputException(
            $"count must be from 1 to {MaxCount} (got {count}). count=20 selects 20 frames at even distances.");

    /// <summary>
    /// Selects the frames shown at 0 s, 1/F s, 2/F s… from the first frame, where F is <paramref name="rate"/>;
    /// each frame once.
    /// </summary>
    /// <param name="rate">A decimal number or a fraction: <c>2</c>, <c>0.5</c>, <c>30000/1001</c>.</param>
    /// <exception cref="InvalidInputException">The rate is malformed or 0.</exception>
    public static FrameSelection PerSecond(string rate) => new($"fps {rate}") { Rate = SelectionRate.Parse(rate) };

    /// <summary>Selects the frames that the container marks as key frames.</summary>
    public static FrameSelection OfKeyFrames() => new("keyframes") { KeyFrames = true };

    /// <summary>Selects frames by number.</summary>
    public static FrameSelection Of(FrameSet frames) => new($"at {string.Join(',', frames.Numbers)}") { Frames = frames };

    /// <summary>
    /// Parses a range in the notation of Python slices: <c>A:B</c> selects frames A to B (exclusive). A defaults to the first
    /// frame, B to the end. Negative numbers are not supported.
    /// </summary>
    /// <exception cref="InvalidInputException">The range is malformed or empty.</exception>
    public static FrameSelection FromRange(string text)
    {
        var match = RangePattern().Match(text);
        if (!match.Success)
            throw new InvalidInputException(
                $"frames must be a range A:B, :B or A: (got '{text}'). frames=0:250 selects frames 0 to 249. at=5,9 selects two.");
        var start = match.Groups["a"] is { Length: > 0 } a ? ParseNumber(a.Value, text) : 0;
        long? end = match.Groups["b"] is { Length: > 0 } b ? ParseNumber(b.Value, text) : null;
        if (end <= start)
            throw new InvalidInputException(
                $"frames must have an end greater than its start (got '{text}'). frames=0:250 selects frames 0 to 249.");
        return new FrameSelection($"frames {text}") { Frames = FrameSet.Of(new FrameRange(start, end ?? FrameRange.ToEnd)) };
    }

    /// <summary>
    /// Parses a comma-separated list. An integer, with or without the suffix <c>f</c>, is a frame number, from 0. A number with a
    /// decimal point or the suffix <c>s</c>, or <c>m:ss</c> or <c>h:mm:ss</c>, is a time from the first frame and selects the
    /// frame shown at that time. Order and duplicates are ignored. A list with both kinds of numbers without a suffix gets a
    /// <see cref="Remark"/>.
    /// </summary>
    /// <exception cref="InvalidInputException">An entry is neither a frame number nor a time.</exception>
    public static FrameSelection FromList(string text)
    {
        var numbers = new SortedSet<long>();
        var times = new SortedSet<decimal>();
        string? plainNumber = null, plainTime = null;
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (char.IsAsciiDigit(entry.LastOrDefault()) && !entry.Contains(':'))
            {
                if (entry.Contains('.')) plainTime ??= entry;
                else plainNumber ??= entry;
            }
            if (NumberPattern().Match(entry) is { Success: true } number)
                numbers.Add(ParseNumber(number.Groups["n"].Value, text));
            else if (TimePattern().Match(entry) is { Success: true } time) times.Add(ToSeconds(time, entry));
            else
                throw new InvalidInputException(
                    $"at contains '{entry}', which is neither a frame number (25, 25f) nor a time (1.5s, 0.25, 1:02.5). " +
                    "Separate entries with commas, such as 0,25f,1.5s.");
        }
        return new FrameSelection($"at {text}")
        {
            Frames = FrameSet.Of(numbers),
            Times = [.. times],
            Remark = plainNumber is not null && plainTime is not null
                ? $"at: {plainNumber} is a frame number, {plainTime} is a time in seconds. "
                    + $"To be explicit, write {plainNumber}f and {plainTime}s."
                : null,
        };
    }

    private static long ParseNumber(string digits, string text) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            ? number
            : throw new InvalidInputException(
                $"Frame number {digits} in '{text}' is too large. It must be less than {long.MaxValue}.");

    private static decimal ToSeconds(Match time, string entry)
    {
        var total = 0m;
        foreach (var (unit, seconds) in new[] { ("h", 3600m), ("m", 60m), ("s", 1m) })
        {
            if (time.Groups[unit] is not { Length: > 0 } group) continue;
            if (!decimal.TryParse(group.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || value > MaxSeconds)
            {
                throw new InvalidInputException(
                    $"Time {entry} is too large. Hours, minutes and seconds must each be at most {MaxSeconds}.");
            }
            total += value * seconds;
        }
        return total;
    }

    [GeneratedRegex(@"\A(?<a>[0-9]*):(?<b>[0-9]*)\z")]
    private static partial Regex RangePattern();

    [GeneratedRegex(@"\A(?<n>[0-9]+)f?\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(
        @"\A(?:(?<s>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)s|(?<s>[0-9]*\.[0-9]+)|" +
        @"(?:(?<h>[0-9]+):(?=[0-5][0-9]:))?(?<m>[0-9]+):(?<s>[0-5][0-9](?:\.[0-9]+)?))\z")]
    private static partial Regex TimePattern();
}
