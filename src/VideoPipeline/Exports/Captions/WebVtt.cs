using System.Globalization;
using VideoPipeline.Video;

namespace VideoPipeline.Exports.Captions;

/// <summary>A cue: a text for a time.</summary>
/// <param name="Start">The time stamp of its start.</param>
/// <param name="End">The time stamp of its end.</param>
/// <param name="Text">The text, escaped.</param>
internal readonly record struct WebVttCue(long Start, long End, string Text);

/// <summary>Writes WebVTT files (W3C, "WebVTT: The Web Video Text Tracks Format").</summary>
internal static class WebVtt
{
    /// <summary>
    /// Writes cues in the order of their starts. Times are rounded up to milliseconds: at the start of a cue, a player shows the
    /// frame that it begins with, not the one before. A cue lasts for a millisecond at least, as the format requires.
    /// </summary>
    /// <param name="cues">The cues.</param>
    /// <param name="timeBase">The unit of their time stamps.</param>
    /// <param name="output">The destination.</param>
    public static void Write(IReadOnlyList<WebVttCue> cues, TimeBase timeBase, TextWriter output)
    {
        output.Write("WEBVTT\n");
        var number = 0;
        foreach (var cue in cues)
        {
            var start = Math.Max(0, Milliseconds(cue.Start, timeBase));
            var end = Math.Max(start + 1, Milliseconds(cue.End, timeBase));
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"\n{++number}\n{Time(start)} --> {Time(end)}\n{cue.Text}\n"));
        }
    }

    /// <summary>Escapes a text, in one line.</summary>
    public static string Escape(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static long Milliseconds(long ticks, TimeBase timeBase)
    {
        var (whole, rest) = Int128.DivRem((Int128)ticks * timeBase.Numerator * 1000, timeBase.Denominator);
        return (long)(rest > 0 ? whole + 1 : whole);
    }

    private static string Time(long milliseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{milliseconds / 3_600_000:D2}:{milliseconds / 60_000 % 60:D2}:{milliseconds / 1000 % 60:D2}.{milliseconds % 1000:D3}");
}
