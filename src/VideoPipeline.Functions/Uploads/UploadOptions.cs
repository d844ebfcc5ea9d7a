using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Functions.Uploads;

/// <summary>
/// The options of uploads: members of the execution's input except <c>video</c>. Later sources replace those of earlier ones:
/// what images have by default, the stack's parameter <c>UploadOptions</c>, the object's metadata, its sidecar file.
/// </summary>
internal static class UploadOptions
{
    /// <summary>The prefix of the keys of images, which are classified and fingerprinted by default.</summary>
    public const string ImagePrefix = "images/";

    /// <summary>The prefix of the metadata, which S3 returns in lower case: <c>x-amz-meta-videopipeline-every: 24</c>.</summary>
    public const string MetadataPrefix = "x-amz-meta-videopipeline-";

    /// <summary>
    /// The suffix of the key of a sidecar: <c>film.mp4.videopipeline.json</c> has the options of <c>film.mp4</c>.
    /// </summary>
    public const string SidecarSuffix = ".videopipeline.json";

    private const string Video = "video", Model = "model";

    // At most one of these can be given, so a source that gives one removes those of earlier sources.
    private static readonly string[] s_selections = ["every", "fps", "count", "keyframes", "frames", "at"];

    // Strings, even if they look like numbers.
    private static readonly string[] s_texts = ["fps", "frames", "at", "model", "classifyEvery", "fingerprintEvery"];

    /// <summary>The options that an upload has without any other source.</summary>
    /// <param name="key">The object's key.</param>
    public static JsonObject OfPrefix(string key) => key.StartsWith(ImagePrefix, StringComparison.Ordinal)
        ? new JsonObject { [Model] = BuiltInModels.Default, ["fingerprint"] = true }
        : [];

    /// <summary>Parses <c>NAME=VALUE,…</c>, as in <c>model=googlenet,every=24</c>.</summary>
    public static JsonObject FromText(string text) => FromPairs(
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(pair => (pair[0], pair.ElementAtOrDefault(1) ?? "true")));

    /// <summary>
    /// Takes the options from the metadata of an object: <c>x-amz-meta-videopipeline-frames-per-range: 250</c>.
    /// </summary>
    /// <param name="metadata">The names, with <c>x-amz-meta-</c>, and values.</param>
    public static JsonObject FromMetadata(IEnumerable<(string Name, string Value)> metadata) => FromPairs(metadata
        .Where(entry => entry.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
        .Select(entry => (entry.Name[MetadataPrefix.Length..], entry.Value)));

    /// <summary>Parses a sidecar file: a JSON object like the execution's input, without <c>video</c>.</summary>
    /// <exception cref="InvalidInputException">It is not a JSON object, or it has a video.</exception>
    public static JsonObject FromSidecar(string key, ReadOnlySpan<byte> content)
    {
        // Editors on Windows begin files of UTF-8 with a byte order mark.
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
        try
        {
            var json = JsonNode.Parse(content, documentOptions: strict);
            _ = json?.ToJsonString(); // System.Text.Json parses an unpaired surrogate, but throws when it is read.
            if (json is JsonObject options && !options.ContainsKey(Video)) return options;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidInputException($"{key} contains an unpaired surrogate escape. {Advice}", exception);
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException($"{key} is not JSON: {exception.Message} {Advice}", exception);
        }

        throw new InvalidInputException($"{key} must be a JSON object without \"{Video}\". {Advice}");
    }

    /// <summary>
    /// Returns options that do not change which video is analyzed nor, if whoever uploads gives them, which addresses the
    /// functions request: that is up to those who deploy the stack or start executions.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="source">Where they come from, for the message.</param>
    /// <param name="isUploaded">Whether whoever uploads gives them.</param>
    /// <exception cref="InvalidInputException">They have a video, or the address of a model that they must not have.</exception>
    public static JsonObject Checked(JsonObject options, string source, bool isUploaded)
    {
        if (options.ContainsKey(Video))
            throw new InvalidInputException($"{source} must not have \"{Video}\": it is the upload that is analyzed. Remove it.");
        if (isUploaded && options[Model] is JsonValue value && value.TryGetValue(out string? model) && model.Contains('/'))
            throw new InvalidInputException(
                $"{source} must not have the address of a model as \"{Model}\". Give the name of a model in models/ of the "
                + "bucket, or of a built-in one. Only UploadOptions of the stack, and batches, may give addresses.");
        return options;
    }

    /// <summary>Merges options; those of later sources replace those of earlier ones.</summary>
    public static JsonObject Merge(IEnumerable<JsonObject> sources)
    {
        var merged = new JsonObject();
        foreach (var source in sources)
        {
            if (s_selections.Any(source.ContainsKey))
                foreach (var name in s_selections) merged.Remove(name);
            foreach (var (name, value) in source) merged[name] = value?.DeepClone();
        }
        return merged;
    }

    private const string Advice = "Write it like {\"model\": \"googlenet\", \"every\": 24}, and upload it again.";

    // The schema of the input reports a value of the wrong type.
    private static JsonObject FromPairs(IEnumerable<(string Name, string Value)> pairs)
    {
        var options = new JsonObject();
        foreach (var (kebab, value) in pairs)
        {
            var name = CamelCase(kebab);
            options[name] = s_texts.Contains(name) ? value
                : long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
                : bool.TryParse(value, out var flag) ? flag
                : value;
        }
        return options;
    }

    private static string CamelCase(string name)
    {
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
