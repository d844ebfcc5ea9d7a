using System.Globalization;
using System.Text;

namespace VideoPipeline.Exports.Shots;

/// <summary>
/// Chapters in ffmpeg's metadata format: a chapter for each shot, with its time stamps in the time base of the video.
/// </summary>
/// <remarks>ffmpeg's documentation, "Metadata".</remarks>
internal sealed class FfmpegChaptersExport : IShotExport
{
    public string Format => "chapters";

    public string FileName => "chapters.ffmetadata";

    public string Description => "chapters for ffmpeg (FFMETADATA)";

    public void Write(ShotList shots, TextWriter output)
    {
        output.Write(";FFMETADATA1\n");
        foreach (var shot in shots.Shots)
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\n[CHAPTER]\nTIMEBASE={shots.TimeBase}\nSTART={shot.StartTicks}\n" +
                $"END={Math.Max(shot.EndTicks, shot.StartTicks + 1)}\ntitle={Escape(shot.Title)}\n"));
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '=' or ';' or '#' or '\\' or '\n') escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }
}
