using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Native;

/// <summary>
/// The codecs and containers that ffmpeg is allowed to read, by ffprobe's names: the list <c>layers/ffmpeg/components</c>.
/// </summary>
internal sealed class FfmpegComponents
{
    private const string Decoder = "decoder", Demuxer = "demuxer", Elsewhere = "elsewhere";

    private static readonly Lazy<FfmpegComponents?> s_ofLayer = new(() =>
        Path.Combine(FfmpegBinaries.Folder, "..", "share", "ffmpeg", "components") is var file && File.Exists(file)
            ? Parse(File.ReadLines(file))
            : null);

    private FfmpegComponents(ILookup<string, string> names) =>
        (Codecs, Containers) = ([.. names[Decoder]], [.. names[Demuxer], .. names[Elsewhere]]);

    /// <summary>The list that is embedded in this assembly.</summary>
    public static FfmpegComponents Listed { get; } = Parse(ReadResource());

    /// <summary>
    /// The list from which the ffmpeg in use was built; null if it is not the layer's, and therefore can decode other codecs.
    /// </summary>
    public static FfmpegComponents? FromLayer => s_ofLayer.Value;

    /// <summary>The codecs that can be decoded.</summary>
    public IReadOnlyList<string> Codecs { get; }

    /// <summary>The containers that are opened, with any ffmpeg. None of them can refer to other files.</summary>
    public IReadOnlyList<string> Containers { get; }

    /// <summary>
    /// The input arguments that prevent access to the network and to other files, whatever format the input claims, and limit the
    /// size of pictures and of blocks of memory. Containers that contain the media are allowed; playlists and scripts are not.
    /// </summary>
    internal static string SafeInputArguments { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"-protocol_whitelist file,pipe,fd,unix -format_whitelist {string.Join(',', Listed.Containers)} " +
        $"-max_alloc {VideoLimits.MaxAllocation} -max_pixels {VideoLimits.MaxPixels}");

    /// <summary>The input argument that specifies the container.</summary>
    /// <exception cref="UnsupportedVideoException">
    /// The container is not listed. Only listed names are passed as arguments.
    /// </exception>
    internal static string FormatArgument(string container) => Listed.Containers.Contains(container)
        ? $"-f {container}"
        : throw new UnsupportedVideoException($"The container format {container} is not supported. Convert the video to MP4.");

    /// <summary>Parses lines of <c>KIND NAME…</c> or <c>KIND NAME=COMPONENT…</c>, and comments.</summary>
    internal static FfmpegComponents Parse(IEnumerable<string> lines) => new(lines
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words.Skip(1), (words, name) => (Kind: words[0], Name: name.Split('=')[0]))
        .ToLookup(entry => entry.Kind, entry => entry.Name));

    /// <summary>Creates the exception for a video whose codec the ffmpeg in use cannot decode.</summary>
    /// <param name="name">The display name of the video.</param>
    /// <param name="codec">ffmpeg's name for the codec; <c>none</c> if ffmpeg does not recognize it.</param>
    internal static UnsupportedVideoException UnsupportedCodec(string name, string codec) => new(
        $"{name} uses {(codec == "none" ? "a codec unknown to ffmpeg" : $"the codec {codec}")}, " +
        $"which {FfmpegBinaries.Ffmpeg} does not decode. " +
        (FromLayer is { } layer
            ? $"The ffmpeg layer decodes {string.Join(", ", layer.Codecs)}. Convert the video to one of these."
            : "Convert the video, for example to H.264, or install an ffmpeg that decodes it."));

    private static IEnumerable<string> ReadResource()
    {
        using var lines = new StreamReader(typeof(FfmpegComponents).Assembly.GetManifestResourceStream("ffmpeg/components")!);
        while (lines.ReadLine() is { } line) yield return line;
    }
}
