using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Batches;

/// <summary>The input of a batch: <c>{"prefix": "s3://BUCKET/videos/2026/", "options": {"every": 24}}</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">The prefix of the keys; empty for all objects.</param>
/// <param name="Options">The options of its executions, which replace those of uploads.</param>
internal sealed record BatchInput(string Bucket, string Prefix, JsonObject Options)
{
    private const string Scheme = "s3://";

    /// <summary>Parses the input of an execution of the batch state machine.</summary>
    /// <exception cref="InvalidInputException">It is invalid. The message says what to change.</exception>
    public static BatchInput Parse(JsonElement input)
    {
        var json = input.ValueKind == JsonValueKind.Object ? JsonObject.Create(input)! : throw Invalid("is not a JSON object");
        if (json.FirstOrDefault(member => member.Key is not ("prefix" or "options")) is { Key: { } other })
            throw Invalid($"has the unknown member {other}");
        if (json["prefix"] is not JsonValue value || !value.TryGetValue(out string? address)
            || !address.StartsWith(Scheme, StringComparison.Ordinal))
            throw Invalid("has no prefix that is an s3:// address");
        if (json["options"] is not (null or JsonObject)) throw Invalid("has options that are not a JSON object");
        if (json["options"] is JsonObject given && given.ContainsKey("video"))
            throw Invalid("has options with a video, which would replace each of those below the prefix");
        var parts = address[Scheme.Length..].Split('/', 2);
        if (parts[0].Length == 0) throw Invalid("has a prefix without a bucket");
        return new BatchInput(parts[0], parts.ElementAtOrDefault(1) ?? "", json["options"]?.DeepClone().AsObject() ?? []);
    }

    private static InvalidInputException Invalid(string problem) => new(
        $"The input of the batch {problem}. Give {{\"prefix\": \"s3://BUCKET/videos/\", \"options\": {{\"every\": 24}}}}.");
}
