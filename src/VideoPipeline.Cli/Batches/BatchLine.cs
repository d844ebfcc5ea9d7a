using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Results.Wording;
using static System.FormattableString;

namespace VideoPipeline.Cli.Batches;

/// <summary>Formats what became of a video as one line.</summary>
internal static class BatchLine
{
    private const int MaxNameWidth = 24;

    /// <summary>The width of the column of names.</summary>
    public static int NameWidth(IEnumerable<BatchVideo> videos) =>
        Math.Min(MaxNameWidth, videos.Max(video => video.Name.Length));

    /// <summary>Formats as <c>[ 3/40] film  5,555 frames, 3:51.458, 76 shots; 12.3 s</c>.</summary>
    /// <param name="video">The video.</param>
    /// <param name="number">How many have ended, with it.</param>
    /// <param name="total">The number of videos.</param>
    /// <param name="nameWidth">The width of the column of names.</param>
    public static string Text(BatchVideo video, int number, int total, int nameWidth)
    {
        var digits = total.ToString(CultureInfo.InvariantCulture).Length;
        var count = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
        return string.Create(
            CultureInfo.InvariantCulture, $"[{count}/{total}] {video.Name.PadRight(nameWidth)}  {Result(video)}");
    }

    /// <summary>Formats as a JSON object in one line: what <c>batch.json</c> has of the video, and its results.</summary>
    public static string Json(BatchVideo video)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("video", video.Video);
            writer.WriteString("name", video.Name);
            writer.WriteString("status", video.Status);
            writer.WriteNumber("seconds", video.Seconds);
            writer.WriteBoolean("reused", video.Reused);
            if (video.Error is not null)
            {
                writer.WriteString("error", video.Error);
                writer.WriteString("cause", video.Cause);
            }
            if (video.Folder is { } folder)
            {
                if (video.Execution is { } execution) writer.WriteString("execution", execution);
                writer.WriteString("folder", folder);
                new RunFolder(folder).WriteContents(writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static string Result(BatchVideo video)
    {
        if (video.Status == BatchStatus.Failed) return $"FAILED: {video.Error}";
        var frames = video.Missing > 0
            ? Invariant($"{video.Frames:N0} frames, {video.Missing:N0} MISSING")
            : CountText.Of(video.Frames ?? 0, "frame");
        var shots = CountText.Of(video.Shots ?? 0, "shot");
        var work = video.Reused ? "done before" : Invariant($"{video.Seconds:0.0} s");
        return $"{frames}, {TimeText.Format(video.DurationSeconds ?? 0)}, {shots}; {work}";
    }
}
