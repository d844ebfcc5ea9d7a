using System.Globalization;

namespace VideoPipeline.Indexing;

/// <summary>The streams of a file as ffprobe lists them, for messages.</summary>
/// <param name="All">In their order.</param>
internal sealed record ProbedStreams(IReadOnlyList<ProbedStream> All)
{
    /// <summary>What ffprobe is asked for.</summary>
    public const string Entries = "stream=index,codec_type,duration:stream_disposition=attached_pic:format=duration";

    /// <summary>Reads its <c>compact</c> format.</summary>
    public static ProbedStreams Parse(string output)
    {
        var sections = output.Split('\n').Select(line => line.TrimEnd().Split('|')).ToList();
        var whole = sections.Where(fields => fields[0] == "format").Select(Duration).FirstOrDefault();
        // Streams of programs are listed twice.
        return new ProbedStreams([.. sections.Where(fields => fields[0] == "stream").Select(fields => new ProbedStream(
            int.Parse(Value(fields, "index"), CultureInfo.InvariantCulture), Value(fields, "codec_type"),
            Value(fields, "disposition:attached_pic") == "1", Duration(fields) ?? whole)).DistinctBy(stream => stream.Index).OrderBy(stream => stream.Index)]);
    }

    /// <summary>The streams as the end of a sentence.</summary>
    public override string ToString() =>
        string.Join(", ", All.Select(one => $"{one.Index} {(one.IsPicture ? "a picture" : one.Kind switch { "audio" => "sound", "" => "data", var kind => kind })}"));

    private static double? Duration(string[] fields) =>
        double.TryParse(Value(fields, "duration"), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static string Value(string[] fields, string name) =>
        fields.FirstOrDefault(field => field.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";
}

/// <summary>One stream.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Kind"><c>video</c>, <c>audio</c>, <c>subtitle</c>…</param>
/// <param name="IsPicture">Whether it is one picture, such as a cover.</param>
/// <param name="Seconds">Its duration, or the file's; null where nothing tells.</param>
internal sealed record ProbedStream(int Index, string Kind, bool IsPicture, double? Seconds);
