using System.Globalization;

namespace VideoPipeline.Exports.Shots;

/// <summary>
/// An edit decision list of the CMX 3600: an event for each shot, whose source and record timecodes are the same, so that it
/// cuts the video into its shots in place.
/// </summary>
/// <remarks>
/// All events are cuts. A fade is a remark: it is part of the picture already, and an effect would apply it again.
/// </remarks>
internal sealed class EdlExport : IShotExport
{
    private const int MaxReelLength = 8, MaxTitleLength = 70, MaxEvents = 999;
    private const string AnyReel = "AX", BlackReel = "BL";

    public string Format => "edl";

    public string FileName => "shots.edl";

    public string Description => "edit decision list (CMX 3600)";

    public string? Remark(ShotList shots) => shots.Shots.Count > MaxEvents
        ? $"{FileName} has {shots.Shots.Count} events; some readers of CMX 3600 take {MaxEvents} at most"
        : shots.RemarkOnRate(FileName);

    public void Write(ShotList shots, TextWriter output)
    {
        var timecodes = shots.Timecodes ?? throw shots.CannotBe(Format, "an EDL counts frames in timecodes");
        output.Write($"TITLE: {Truncate(OneLine(shots.Name), MaxTitleLength)}\nFCM: {timecodes.Name}\n");
        var (reel, clip) = (Reel(shots.Name), OneLine(shots.Name));
        foreach (var shot in shots.Shots)
        {
            var (start, end) = (shots.Timecode(timecodes, shot.Start), shots.Timecode(timecodes, shot.End));
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{shot.Number:D3}  {reel,-MaxReelLength} V     C        {start} {end} {start} {end}\n"));
            output.Write($"* FROM CLIP NAME: {clip}\n");
            output.Write($"* COMMENT: {OneLine(string.Join(", ", [shot.Title, .. shot.Remarks]))}\n");
        }
    }

    /// <summary>
    /// The name of the source: up to eight letters and digits of the file's name. Without any, AX, which stands for a source
    /// that is not a tape; so too for a file named like black, BL.
    /// </summary>
    internal static string Reel(string name)
    {
        var allowed = string.Concat(Path.GetFileNameWithoutExtension(name).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return allowed is "" or BlackReel ? AnyReel : Truncate(allowed, MaxReelLength);
    }

    private static string Truncate(string text, int length) => text.Length <= length ? text : text[..length];

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
