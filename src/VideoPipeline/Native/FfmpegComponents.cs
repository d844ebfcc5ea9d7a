using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Native;

/// <summary>What an ffmpeg may read, by ffprobe's names: the list <c>layers/ffmpeg/components</c>.</summary>
public sealed class FfmpegComponents
{
    private const string Decoder = "decoder", Demuxer = "demuxer", Elsewhere = "elsewhere";

    private static readonly Lazy<FfmpegComponents?> s_ofLayer = new(() =>
        Path.Combine(FfmpegBinaries.Folder, "..", "share", "ffmpeg", "components") is var file && File.Exists(file)
            ? Parse(File.ReadLines(file))
            : null);

    private FfmpegComponents(ILookup<string, string> names) =>
        (Codecs, Containers) = ([.. names[Decoder]], [.. names[Demuxer], .. names[Elsewhere]]);

    /// <summary>The list of this build.</summary>
    public static FfmpegComponents Listed { get; } = Parse(ReadResource());

    /// <summary>The list that the ffmpeg in use was built from; null for a system's, which decodes whatever its builder chose.</summary>
    public static FfmpegComponents? OfLayer => s_ofLayer.Value;

    /// <summary>The codecs that are decoded.</summary>
    public IReadOnlyList<string> Codecs { get; }

    /// <summary>The containers that are opened, by any ffmpeg: none of them names other files.</summary>
    public IReadOnlyList<string> Containers { get; }

    /// <summary>
    /// Input arguments: neither the network nor a list of other files may be opened, whatever the input says it is. Containers that hold
    /// media themselves are allowed, play lists and scripts are not.
    /// </summary>
    internal static string SafeInput { get; } = $"-protocol_whitelist file,pipe,fd,unix -format_whitelist {string.Join(',', Listed.Containers)}";

    /// <summary>The input argument that names a container.</summary>
    /// <exception cref="UnsupportedVideoException">It is not listed: no name from elsewhere becomes an argument.</exception>
    internal static string Format(string container) => Listed.Containers.Contains(container)
        ? $"-f {container}"
        : throw new UnsupportedVideoException($"Files of the format {container} are not opened. Convert the video to MP4.");

    /// <summary>Lines of <c>KIND NAME…</c> or <c>KIND NAME=COMPONENT…</c>, and comments.</summary>
    internal static FfmpegComponents Parse(IEnumerable<string> lines) => new(lines
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words.Skip(1), (words, name) => (Kind: words[0], Name: name.Split('=')[0]))
        .ToLookup(entry => entry.Kind, entry => entry.Name));

    /// <summary>What is said of a video in a codec that the ffmpeg in use cannot decode.</summary>
    /// <param name="uri">The video's address.</param>
    /// <param name="codec">ffmpeg's name of the codec; <c>none</c> where it knows none.</param>
    internal static UnsupportedVideoException Unsupported(string uri, string codec) => new(
        $"{SourceAddress.ForDisplay(uri)} is in {(codec == "none" ? "a codec that ffmpeg does not know" : $"the codec {codec}")}, which {FfmpegBinaries.Ffmpeg} does not decode. " +
        (OfLayer is { } layer
            ? $"The ffmpeg layer decodes {string.Join(", ", layer.Codecs)}. Convert the video to one of these."
            : "Convert the video, to H.264 for example, or install an ffmpeg that decodes it."));

    private static IEnumerable<string> ReadResource()
    {
        using var lines = new StreamReader(typeof(FfmpegComponents).Assembly.GetManifestResourceStream("ffmpeg/components")!);
        while (lines.ReadLine() is { } line) yield return line;
    }
}
