using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Diagnosis;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Cli.Search;

namespace VideoPipeline.Cli;

/// <summary>What <c>--json</c> prints besides result files.</summary>
[JsonSerializable(typeof(FrameSums))]
[JsonSerializable(typeof(FilesMade))]
[JsonSerializable(typeof(VideoDescription))]
[JsonSerializable(typeof(PlanDescription))]
[JsonSerializable(typeof(Installation))]
[JsonSerializable(typeof(FindAnswer))]
[JsonSerializable(typeof(DuplicatesAnswer))]
[JsonSerializable(typeof(PictureFingerprint[]))]
[JsonSerializable(typeof(IReadOnlyList<ImageClasses>))]
[JsonSerializable(typeof(IReadOnlyList<ListedModel>))]
[JsonSerializable(typeof(CheckedModel))]
internal sealed partial class CliJson : JsonSerializerContext
{
    private static readonly CliJson s_readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // Nothing of it becomes part of an HTML page: addresses and versions stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The text of a value of one of the types above.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)s_readable.GetTypeInfo(typeof(T))!);
}
