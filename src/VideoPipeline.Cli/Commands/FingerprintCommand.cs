using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using VideoPipeline.Cli.Search;
using VideoPipeline.Npz;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>fingerprint</c>: what pictures are known again by.</summary>
internal sealed class FingerprintCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _images = RefuseOptions(new Argument<string[]>("IMAGE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Pictures: paths, or http://, https:// or s3://bucket/key addresses.",
    });

    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "Put the keypoints and descriptors of each into this folder, as the picture's name and .npz.",
    };

    private readonly Option<bool> _json = JsonOption("them");

    public FingerprintCommand(CommandContext context)
        : base("fingerprint", "The hashes and SIFT keypoints of pictures.", context)
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
        var folder = parsed.GetValue(_output) is { } given ? Path.GetFullPath(given, Context.WorkingFolder) : null;
        if (folder is not null) Directory.CreateDirectory(folder);
        var asked = parsed.GetValue(_images)!;
        var files = folder is null ? null : FilesOf(asked).Select(name => Path.Combine(folder, name)).ToArray();
        var made = await Pictures.EachAsync(
            new VideoSources(),
            asked,
            Absolute,
            (place, picture) => Task.FromResult(Of(SourceAddress.ForDisplay(asked[place]), GreyImage.Of(picture), files?[place])),
            (place, error) => new PictureFingerprint(SourceAddress.ForDisplay(asked[place]), null, null, null, null, null, null, error),
            interrupted).ToArrayAsync(interrupted);
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Text(made));
        else foreach (var one in made) Context.Out.WriteLine(one.Text());
        return made.Any(one => one.Error is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static PictureFingerprint Of(string image, GreyImage picture, string? file)
    {
        using var detector = new SiftDetector();
        var fingerprint = Fingerprint.Of(picture, detector);
        if (file is not null)
        {
            using var stream = File.Create(file);
            NpzWriter.Write(stream, fingerprint.ToArrays());
        }
        return new PictureFingerprint(
            image, fingerprint.Width, fingerprint.Height, $"{fingerprint.Hashes.PHash:x16}", $"{fingerprint.Hashes.DHash:x16}",
            fingerprint.Keypoints.Count, file);
    }

    // The names of the pictures; the second of a name gets a 2, and so on.
    private static IEnumerable<string> FilesOf(IEnumerable<string> images)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            var name = Path.GetFileName(SourceAddress.Scheme(image) is null ? image : image.Split('?')[0]);
            seen[name] = seen.GetValueOrDefault(name) + 1;
            yield return seen[name] == 1 ? $"{name}.npz" : $"{name}.{seen[name]}.npz";
        }
    }
}

/// <summary>A picture's fingerprint as JSON.</summary>
/// <param name="Image">The picture's address.</param>
/// <param name="Width">Columns; null where it could not be read, as all that follows.</param>
/// <param name="Height">Rows.</param>
/// <param name="Phash">The perceptual hash, 16 hexadecimal digits.</param>
/// <param name="Dhash">The difference hash, 16 hexadecimal digits.</param>
/// <param name="Keypoints">How many keypoints it has.</param>
/// <param name="File">Where they were written; absent unless that was asked for.</param>
/// <param name="Error">Why it could not be read; absent where it was.</param>
internal sealed record PictureFingerprint(
    string Image, int? Width, int? Height, string? Phash, string? Dhash, int? Keypoints,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>A line for a person.</summary>
    public string Text() => Image + ": " + (Error ?? string.Create(CultureInfo.InvariantCulture, $"{Width}×{Height}, phash {Phash}, dhash {Dhash}, {Keypoints} keypoints{(File is null ? "" : $", in {File}")}"));
}
