using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Search;
using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>fingerprint</c>: computes the hashes and keypoints of images.</summary>
internal sealed class FingerprintCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _images = RejectOptions(new Argument<string[]>("IMAGE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Images: paths, or http://, https:// or s3://bucket/key addresses.",
    });

    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "Write the keypoints and descriptors of each image to this folder, as IMAGE.npz.",
    };

    private readonly Option<bool> _json = JsonOption("the fingerprints");

    public FingerprintCommand(CommandContext context)
        : base("fingerprint", "Compute the hashes and SIFT keypoints of images.", context)
    {
        Add(_images);
        Add(_output);
        Add(_json);
    }

    public override string Examples => """
          videopipeline fingerprint *.jpg
          videopipeline fingerprint https://example.com/logo.png --json
          videopipeline fingerprint box.png --out fingerprints
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var folder = parsed.GetValue(_output) is { } given ? OutputFolder.Resolve(given, Context.WorkingFolder) : null;
        if (folder is not null) Directory.CreateDirectory(folder);
        SourceAddress[] images = [.. parsed.GetValue(_images)!];
        var files = folder is null ? null : FileNames(images).Select(name => Path.Combine(folder, name)).ToArray();
        var fingerprints = await ImageBatch.ProcessAsync(
            CreateSources(),
            images,
            ToAbsolute,
            (index, image) => Task.FromResult(Compute(Address(index), GrayImage.Of(image), files?[index])),
            (index, error) => new ImageFingerprint(Address(index), null, null, null, null, null, null, error),
            interrupted).ToArrayAsync(interrupted);
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize(fingerprints));
        else foreach (var fingerprint in fingerprints) Context.Out.WriteLine(fingerprint.Format());
        return fingerprints.Any(fingerprint => fingerprint.Error is not null) ? ExitCode.Failed : ExitCode.Done;

        string Address(int index) => images[index].ToString();
    }

    private static ImageFingerprint Compute(string address, GrayImage image, string? file)
    {
        using var detector = new SiftDetector();
        var fingerprint = Fingerprint.Compute(image, detector);
        if (file is not null)
        {
            using var stream = File.Create(file);
            NpzWriter.Write(stream, fingerprint.ToArrays());
        }
        return new ImageFingerprint(
            address, fingerprint.Width, fingerprint.Height, $"{fingerprint.Hashes.PHash:x16}", $"{fingerprint.Hashes.DHash:x16}",
            fingerprint.Keypoints.Count, file);
    }

    // The names of the images with .npz; repeated names get a number: a.png.npz, a.png.2.npz.
    private static IEnumerable<string> FileNames(IEnumerable<SourceAddress> images)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            var name = image.FileName;
            seen[name] = seen.GetValueOrDefault(name) + 1;
            yield return seen[name] == 1 ? $"{name}.npz" : $"{name}.{seen[name]}.npz";
        }
    }
}

/// <summary>The fingerprint of an image, as text or JSON.</summary>
/// <param name="Image">The address of the image.</param>
/// <param name="Width">The width in pixels; null, as the following values, if the image could not be read.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Phash">The DCT hash, 16 hexadecimal digits.</param>
/// <param name="Dhash">The difference hash, 16 hexadecimal digits.</param>
/// <param name="Keypoints">The number of keypoints.</param>
/// <param name="File">The file with the keypoints; absent without <c>--out</c>.</param>
/// <param name="Error">Why the image could not be read; absent if it could.</param>
internal sealed record ImageFingerprint(
    string Image, int? Width, int? Height, string? Phash, string? Dhash, int? Keypoints,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>Formats the fingerprint as a line of text.</summary>
    public string Format() => $"{Image}: " + (Error ?? string.Create(
        CultureInfo.InvariantCulture,
        $"{Width}×{Height}, phash {Phash}, dhash {Dhash}, {Keypoints} keypoints{(File is null ? "" : $", in {File}")}"));
}
