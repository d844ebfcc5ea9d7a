using System.Text.RegularExpressions;

namespace VideoPipeline.Tests.Exports;

/// <summary>Reads an edit decision list by the columns of the CMX 3600, independently of what writes it.</summary>
internal sealed partial record CmxFile(bool DropFrame, IReadOnlyList<CmxEvent> Events)
{
    // Event, reel, channels, transition, its operand and four timecodes.
    private static readonly (int Start, int Length)[] s_columns =
        [(0, 3), (5, 8), (14, 4), (20, 4), (25, 3), (29, 11), (41, 11), (53, 11), (65, 11)];

    /// <summary>Parses the file.</summary>
    public static CmxFile Parse(string text)
    {
        var lines = text.Split('\n');
        return new CmxFile(
            lines.Single(line => line.StartsWith("FCM:", StringComparison.Ordinal)) == "FCM: DROP FRAME",
            [.. lines.Where(line => EventLine().IsMatch(line)).Select(line =>
            {
                var fields = s_columns.Select(column => line.Substring(column.Start, column.Length).Trim()).ToArray();
                return new CmxEvent(fields[1], fields[2], fields[3], fields[5], fields[6], fields[7], fields[8]);
            })]);
    }

    /// <summary>
    /// The frame of a timecode, counted in whole numbers: of the numbers before it, less those that drop-frame leaves out.
    /// </summary>
    public long Frame(string timecode, int framesPerSecond)
    {
        var match = Timecode().Match(timecode);
        if (!match.Success || (match.Groups[4].Value == ";") != DropFrame)
            throw new FormatException($"{timecode} is no timecode of this list.");
        var (hours, minutes, seconds, frames) =
            (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value),
                int.Parse(match.Groups[5].Value));
        var frame = ((((hours * 60L) + minutes) * 60) + seconds) * framesPerSecond + frames;
        for (var minute = 1; DropFrame && minute <= (hours * 60) + minutes; minute++)
            if (minute % 10 != 0) frame -= framesPerSecond / 15;
        return frame;
    }

    [GeneratedRegex("^[0-9]{3,}  ")]
    private static partial Regex EventLine();

    [GeneratedRegex(@"\A([0-9]{2}):([0-9]{2}):([0-9]{2})([:;])([0-9]{2})\z")]
    private static partial Regex Timecode();
}

/// <summary>An event of an edit decision list.</summary>
internal sealed record CmxEvent(
    string Reel, string Channels, string Transition, string SourceIn, string SourceOut, string RecordIn, string RecordOut);
