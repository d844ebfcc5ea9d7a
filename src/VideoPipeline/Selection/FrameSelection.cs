using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>Which frames of a video somebody wants, before it is known how many there are and when they are shown.</summary>
public sealed partial class FrameSelection
{
    private const decimal LongestSeconds = 1_000_000_000; // thirty years; keeps products with a time base in range

    private FrameSelection(string text) => Text = text;

    /// <summary>What was asked for: the name of the option and its value as it was written.</summary>
    public string Text { get; }

    /// <summary>Frames by number; the last range may reach to <see cref="FrameRange.ToEnd"/>.</summary>
    public FrameSet Frames { get; private init; } = FrameSet.Empty;

    /// <summary>Seconds from the first frame, ascending, for the frames that are shown then.</summary>
    public IReadOnlyList<decimal> Times { get; private init; } = [];

    /// <summary>From frame 0 on, every how many frames one is wanted; null where that is not what is asked for.</summary>
    public long? Interval { get; private init; }

    /// <summary>How many times a second, from the first frame on, the frame shown then is wanted; null as above.</summary>
    public SelectionRate? Rate { get; private init; }

    /// <summary>Whether the frames are wanted that the container calls key frames.</summary>
    public bool KeyFrames { get; private init; }

    /// <summary>Whether it is only known at the end of the video that no more frames are wanted.</summary>
    public bool IsOpenEnded => Interval is not null || Rate is not null || KeyFrames;

    /// <summary>Frames 0, <paramref name="interval"/>, twice that and so on.</summary>
    /// <exception cref="InvalidInputException">The interval is below 1.</exception>
    public static FrameSelection Every(long interval) => interval >= 1
        ? new FrameSelection($"every {interval}") { Interval = interval }
        : throw new InvalidInputException($"every is {interval}; it must be 1 or more: of 24, frames 0, 24, 48 and so on are picked.");

    /// <summary>The frames shown at 0 s, at one <paramref name="rate"/>th of a second and so on, from the first frame on, each once.</summary>
    /// <param name="rate">A decimal number or a fraction: <c>2</c>, <c>0.5</c>, <c>30000/1001</c>.</param>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static FrameSelection PerSecond(string rate) => new($"fps {rate}") { Rate = SelectionRate.Parse(rate) };

    /// <summary>The frames that the container calls key frames.</summary>
    public static FrameSelection OfKeyFrames() => new("keyframes") { KeyFrames = true };

    /// <summary>Frames whose numbers are known.</summary>
    public static FrameSelection Of(FrameSet frames) => new($"at {string.Join(',', frames.Numbers)}") { Frames = frames };

    /// <summary>
    /// Reads a slice as Python writes it: <c>A:B</c> is frame A up to, not including, B; without A from the first, without B to
    /// the last. Nothing is counted from the end.
    /// </summary>
    /// <exception cref="InvalidInputException">It is not of that form, or no frame is in it.</exception>
    public static FrameSelection FromRange(string text)
    {
        var match = SliceForm().Match(text);
        if (!match.Success)
            throw new InvalidInputException($"'{text}' is no range of frames: write A:B (B excluded), :B or A:, such as 0:250. Single frames are picked by --at.");
        var start = match.Groups["a"] is { Length: > 0 } a ? Number(a.Value, text) : 0;
        long? end = match.Groups["b"] is { Length: > 0 } b ? Number(b.Value, text) : null;
        if (end <= start) throw new InvalidInputException($"The range of frames {text} is empty: its end must be greater than its start.");
        return new FrameSelection($"frames {text}") { Frames = FrameSet.Of(new FrameRange(start, end ?? FrameRange.ToEnd)) };
    }

    /// <summary>
    /// Reads a comma list: a whole number is a frame's number, from 0; a number with a decimal point or an <c>s</c>, or
    /// <c>m:ss</c> or <c>h:mm:ss</c>, is a time from the first frame and picks the frame that is shown then. Order and
    /// repetitions mean nothing.
    /// </summary>
    /// <exception cref="InvalidInputException">An entry is neither.</exception>
    public static FrameSelection List(string text)
    {
        var numbers = new SortedSet<long>();
        var times = new SortedSet<decimal>();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (NumberForm().IsMatch(entry)) numbers.Add(Number(entry, text));
            else if (TimeForm().Match(entry) is { Success: true } time) times.Add(Seconds(time, entry));
            else
                throw new InvalidInputException(
                    $"'{entry}' is neither a frame's number (25) nor a time (1.5s, 0.25, 1:02.5): write a comma list such as 0,25,1.5s.");
        }
        return new FrameSelection($"at {text}") { Frames = FrameSet.Of(numbers), Times = [.. times] };
    }

    private static long Number(string digits, string text) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            ? number
            : throw new InvalidInputException($"The number {digits} in '{text}' is too large: no video has that many frames.");

    private static decimal Seconds(Match time, string entry)
    {
        var total = 0m;
        foreach (var (unit, seconds) in new[] { ("h", 3600m), ("m", 60m), ("s", 1m) })
        {
            if (time.Groups[unit] is not { Length: > 0 } group) continue;
            if (!decimal.TryParse(group.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > LongestSeconds)
                throw new InvalidInputException($"The time {entry} is too large: no video is that long.");
            total += value * seconds;
        }
        return total;
    }

    [GeneratedRegex(@"\A(?<a>[0-9]*):(?<b>[0-9]*)\z")]
    private static partial Regex SliceForm();

    [GeneratedRegex(@"\A[0-9]+\z")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"\A(?:(?<s>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)s|(?<s>[0-9]*\.[0-9]+)|(?:(?<h>[0-9]+):(?=[0-5][0-9]:))?(?<m>[0-9]+):(?<s>[0-5][0-9](?:\.[0-9]+)?))\z")]
    private static partial Regex TimeForm();
}
