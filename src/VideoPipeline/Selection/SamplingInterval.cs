using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>
/// The interval at which frames are sampled. Time, or the sequence of frame numbers, is divided into steps of equal length, and
/// the first analyzed frame of each step is sampled. The decision needs only the previous frame, and also works for selected
/// frames.
/// </summary>
public sealed partial record SamplingInterval
{
    /// <summary>The length of a step in frames of the video; null if it is a time.</summary>
    [JsonPropertyName("frames")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Frames { get; init; }

    /// <summary>The length of a step in milliseconds; null if it is a number of frames.</summary>
    [JsonPropertyName("milliseconds")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Milliseconds { get; init; }

    /// <summary>Parses <c>24</c> (frames) or <c>2s</c>, <c>0.5s</c> (seconds, with up to 3 decimals).</summary>
    /// <param name="text">The value of the option.</param>
    /// <param name="option">The name of the option, for messages.</param>
    /// <exception cref="InvalidInputException">The value is malformed, 0 or too large.</exception>
    public static SamplingInterval Parse(string text, string option)
    {
        var match = Pattern().Match(text);
        if (match.Success && long.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out var frames) && frames > 0)
            return new SamplingInterval { Frames = frames };
        if (match.Success && decimal.TryParse(match.Groups["s"].Value, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 1_000_000)
        {
            return new SamplingInterval { Milliseconds = (long)(seconds * 1000) };
        }
        throw new InvalidInputException(
            $"{option} must be a positive number of frames, such as 24, or of seconds, such as 2s or 0.5s (got '{text}'). " +
            "Seconds must be less than 1000000 and have at most 3 decimals.");
    }

    /// <summary>Whether a frame is sampled: whether it is the first analyzed frame of its step.</summary>
    /// <param name="before">The previous analyzed frame; null for the first frame.</param>
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
    private static partial Regex Pattern();
}
