using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Uploads;

/// <summary>An uploaded version of a video or an image, and the execution that analyzes it.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The version ID; null if the bucket is not versioned.</param>
/// <param name="ETag">Identifies the content if there is no version ID.</param>
/// <param name="Options">The options as JSON, in the order of their sources; <c>{}</c> for none.</param>
internal sealed record Upload(string Bucket, string Key, string? VersionId, string? ETag, string Options = "{}")
{
    private const int HashDigits = 32;

    /// <summary>The execution's input, which names this version.</summary>
    /// <exception cref="InvalidInputException">The key cannot be expressed as an <c>s3://</c> address.</exception>
    public JsonObject Input
    {
        get
        {
            var input = new JsonObject { ["video"] = S3Uri.Format(Bucket, Key, VersionId) };
            foreach (var (name, value) in JsonNode.Parse(Options)!.AsObject()) input[name] = value?.DeepClone();
            return input;
        }
    }

    /// <summary>
    /// The execution's name: the same for repeated deliveries of an event, different for each bucket, key, version and options.
    /// At most 80 letters, digits, <c>-</c> and <c>_</c>, the characters that CloudWatch Logs supports in execution names.
    /// </summary>
    public string ExecutionName => NameOf(attempt: 1);

    /// <summary>The name of a further execution of the same upload, after earlier ones failed.</summary>
    /// <param name="attempt">From 1, for <see cref="ExecutionName"/>, to 99.</param>
    public string NameOf(int attempt)
    {
        // None contains NUL, so the joined text is unambiguous. Without options, the name is that of earlier versions.
        var options = Options == "{}" ? "" : $"\0{Options}";
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\0{Key}\0{VersionId ?? ETag}{options}"));
        var name = $"{VideoStem.Of(Key)}-{Convert.ToHexStringLower(identity)[..HashDigits]}";
        return attempt == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{attempt}");
    }
}
