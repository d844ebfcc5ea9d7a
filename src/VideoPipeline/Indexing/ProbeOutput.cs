using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing;

/// <summary>
/// The output of ffprobe in its <c>compact</c> format: one section per line, <c>section|key=value|key=value…</c>.
/// </summary>
internal sealed partial class ProbeOutput
{
    private readonly List<long> _pts = [], _dts = [], _offset = [];
    private readonly List<int> _size = [];
    private readonly List<bool> _key = [];
    private Dictionary<string, string> _stream = [];
    private string? _format;

    /// <summary>Parses all lines, unless there are more packets than the limit.</summary>
    /// <param name="lines">The output of ffprobe.</param>
    /// <param name="onLine">Called for each line.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<ProbeOutput> ParseAsync(TextReader lines, Action onLine, CancellationToken cancellation)
    {
        var output = new ProbeOutput();
        while (output._size.Count <= VideoLimits.MaxSamples && await lines.ReadLineAsync(cancellation) is { } line)
        {
            output.Read(line);
            onLine();
        }
        return output;
    }

    /// <summary>Whether ffprobe recognized the format.</summary>
    public bool IsFormatRecognized => _format is not null;

    /// <summary>Whether the selected stream exists and is a video stream.</summary>
    public bool HasVideo => Number("width") > 0;

    /// <summary>Creates the index from the parsed output.</summary>
    /// <param name="identity">The identity of the source.</param>
    /// <param name="errors">ffprobe's output on standard error.</param>
    /// <param name="exitCode">ffprobe's exit code.</param>
    /// <exception cref="LimitExceededException">There are more packets than the limit, or the frames are too large.</exception>
    public VideoIndex ToIndex(SourceIdentity identity, string errors, int exitCode)
    {
        var name = identity.Uri;
        VideoLimits.CheckSamples(name, _size.Count);
        var details = errors.Length == 0 ? "" : $" (ffprobe: {FirstLine(errors)})";
        if (_format is null)
            throw new UnsupportedVideoException(
                $"{name} is not a video in a supported format{details}. " +
                "Give a video file such as MP4, MOV, MKV, WebM, TS or AVI.");
        // ffprobe then does not report the size.
        if (PictureTooLarge().Match(errors) is { Success: true } size)
            VideoLimits.CheckPixels(name, Dimension(size.Groups["width"]), Dimension(size.Groups["height"]));
        if (!_stream.TryGetValue("codec_name", out var codec) || codec == "unknown" || Number("width") <= 0)
            throw new UnsupportedVideoException(
                $"{name} ({_format}) has no video stream that can be decoded{details}. Give a file with a video stream.");
        if (exitCode != 0 || errors.Contains("prematurely", StringComparison.Ordinal))
            throw new CorruptVideoException($"{name} is truncated or damaged{details}. Download or export it again.");

        var container = _format.Split(',')[0];
        return new VideoIndex
        {
            Source = identity,
            Video = new VideoProperties
            {
                Container = container,
                Codec = codec,
                Stream = Number("index"),
                Width = Number("width"),
                Height = Number("height"),
                // ffprobe's rotation is counterclockwise.
                Rotation = ((-Number("rotation") % 360) + 360) % 360,
                TimeBase = ParseTimeBase(_stream["time_base"]),
            },
            Samples = new SampleTable
            {
                Offset = [.. _offset],
                Size = [.. _size],
                Dts = [.. _dts],
                Pts = [.. _pts],
                IsKey = [.. _key],
            },
            UnsplittableReason = container is "mov" or "matroska"
                ? "its headers do not determine its frames or their timing, or its codec cannot be indexed in this container"
                : $"{container} files cannot be indexed precisely enough to be split",
        };
    }

    private void Read(string line)
    {
        var fields = line.Split('|');
        switch (fields[0])
        {
            case "packet":
                _pts.Add(Ticks(fields, "pts"));
                _dts.Add(Ticks(fields, "dts"));
                _size.Add((int)Math.Max(0, Ticks(fields, "size")));
                _offset.Add(Ticks(fields, "pos"));
                _key.Add(Value(fields, "flags")?.StartsWith('K') ?? false);
                break;
            case "stream":
                _stream = Pairs(fields);
                break;
            case "format":
                _format = Value(fields, "format_name");
                break;
        }
    }

    private int Number(string name) =>
        _stream.TryGetValue(name, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? (int)value
            : 0;

    private static long Ticks(string[] fields, string name) =>
        long.TryParse(Value(fields, name), CultureInfo.InvariantCulture, out var value) ? value : SampleTable.NoTimestamp;

    private static string? Value(string[] fields, string name)
    {
        foreach (var field in fields)
            if (field.Length > name.Length && field[name.Length] == '=' && field.StartsWith(name, StringComparison.Ordinal))
                return field[(name.Length + 1)..];
        return null;
    }

    private static Dictionary<string, string> Pairs(string[] fields)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var field in fields.Skip(1))
            if (field.IndexOf('=') is > 0 and var at)
                pairs.TryAdd(field[..at], field[(at + 1)..]);
        return pairs;
    }

    private static TimeBase ParseTimeBase(string text)
    {
        var parts = text.Split('/');
        return new TimeBase(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"Picture size (?<width>\d{1,9})x(?<height>\d{1,9}) exceeds")]
    private static partial Regex PictureTooLarge();

    private static int Dimension(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
