using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>
/// Which frames are looked at: time, or the frame numbers, are divided into steps of equal length, and of the analysed frames the
/// first in each step is due. So it is known as the frames come, and holds for picked frames too.
/// </summary>
public sealed partial record SamplingInterval
{
    /// <summary>The length of a step in frames of the video; null where it is a time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Frames { get; init; }

    /// <summary>The length of a step in milliseconds; null where it is a number of frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Milliseconds { get; init; }

    /// <summary>Reads <c>24</c> (frames) or <c>2s</c>, <c>0.5s</c> (seconds, to the millisecond).</summary>
    /// <param name="text">What was written.</param>
    /// <param name="option">The option's name, for the message.</param>
    /// <exception cref="InvalidInputException">It is neither, or zero.</exception>
    public static SamplingInterval Parse(string text, string option)
    {
        var match = Form().Match(text);
        if (match.Success && long.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out var frames) && frames > 0)
            return new SamplingInterval { Frames = frames };
        if (match.Success && decimal.TryParse(match.Groups["s"].Value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1_000_000)
            return new SamplingInterval { Milliseconds = (long)(seconds * 1000) };
        throw new InvalidInputException(
            $"{option} is '{text}': write a number of frames (24), or seconds with an s (1s, 0.5s, to the millisecond), above zero.");
    }

    /// <summary>Whether a frame is due.</summary>
    /// <param name="before">The analysed frame before it; null where there is none.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="timeBase">The unit of the time stamps.</param>
    public bool IsSampled((long Number, long Pts)? before, (long Number, long Pts) frame, TimeBase timeBase) =>
        before is not { } last || StepOf(last, timeBase) != StepOf(frame, timeBase);

    /// <inheritdoc/>
    public override string ToString() => Frames is { } frames
        ? string.Create(CultureInfo.InvariantCulture, $"every {frames} frames")
        : string.Create(CultureInfo.InvariantCulture, $"every {Milliseconds} ms");

    private Int128 StepOf((long Number, long Pts) frame, TimeBase timeBase) => Frames is { } frames
        ? frame.Number / frames
        : Floor((Int128)frame.Pts * timeBase.Numerator * 1000, (Int128)timeBase.Denominator * Milliseconds!.Value);

    private static Int128 Floor(Int128 number, Int128 divisor) =>
        number / divisor - (number % divisor < 0 ? 1 : 0);

    [GeneratedRegex(@"\A(?:(?<n>[0-9]{1,18})|(?<s>[0-9]{1,9}(?:\.[0-9]{1,3})?)s)\z")]
    private static partial Regex Form();
}
