using System.Globalization;

namespace VideoPipeline.Indexing;

/// <summary>The streams of a file as listed by ffprobe, for messages.</summary>
/// <param name="All">The streams in the order of their numbers.</param>
internal sealed record ProbedStreams(IReadOnlyList<ProbedStream> All)
{
    /// <summary>The value of ffprobe's <c>-show_entries</c> option.</summary>
    public const string Entries = "stream=index,codec_type,duration:stream_disposition=attached_pic:format=duration";

    /// <summary>Parses ffprobe's output in <c>compact</c> format.</summary>
    public static ProbedStreams Parse(string output)
    {
        var sections = output.Split('\n').Select(line => line.TrimEnd().Split('|')).ToList();
        var fileDuration = sections.Where(fields => fields[0] == "format").Select(Duration).FirstOrDefault();
        // ffprobe lists streams that belong to a program twice.
        return new ProbedStreams([.. sections.Where(fields => fields[0] == "stream").Select(fields => new ProbedStream(
            int.Parse(Value(fields, "index"), CultureInfo.InvariantCulture), Value(fields, "codec_type"),
            Value(fields, "disposition:attached_pic") == "1", Duration(fields) ?? fileDuration))
            .DistinctBy(stream => stream.Index).OrderBy(stream => stream.Index)]);
    }

    /// <summary>The streams as a comma-separated list, such as <c>0 video, 1 audio</c>.</summary>
    public override string ToString() =>
        string.Join(", ", All.Select(
            one => $"{one.Index} {(one.IsAttachedImage ? "image" : one.Kind.Length == 0 ? "data" : one.Kind)}"));

    private static double? Duration(string[] fields) =>
        double.TryParse(Value(fields, "duration"), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static string Value(string[] fields, string name) =>
        fields.FirstOrDefault(field => field.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";
}

/// <summary>A stream of a file.</summary>
/// <param name="Index">The number of the stream.</param>
/// <param name="Kind">The type: <c>video</c>, <c>audio</c>, <c>subtitle</c>…</param>
/// <param name="IsAttachedImage">Whether it is an attached image, such as a cover image.</param>
/// <param name="Seconds">The duration of the stream, or else of the file, in seconds; null if neither is known.</param>
internal sealed record ProbedStream(int Index, string Kind, bool IsAttachedImage, double? Seconds);
