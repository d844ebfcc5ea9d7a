using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Cli.Batches;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Diagnosis;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Cli.Profiles;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Search;

namespace VideoPipeline.Cli;

/// <summary>The JSON serialization of what <c>--json</c> prints, except result files.</summary>
[JsonSerializable(typeof(BatchReport))]
[JsonSerializable(typeof(FailedVideo))]
[JsonSerializable(typeof(FrameChecksums))]
[JsonSerializable(typeof(WrittenFiles))]
[JsonSerializable(typeof(ExportedFiles))]
[JsonSerializable(typeof(VideoDescription))]
[JsonSerializable(typeof(PlanDescription))]
[JsonSerializable(typeof(CalibrationFile))]
[JsonSerializable(typeof(RunProfile))]
[JsonSerializable(typeof(Installation))]
[JsonSerializable(typeof(FindResult))]
[JsonSerializable(typeof(DuplicatesResult))]
[JsonSerializable(typeof(ImageFingerprint[]))]
[JsonSerializable(typeof(IReadOnlyList<ImageClassification>))]
[JsonSerializable(typeof(IReadOnlyList<ModelListing>))]
[JsonSerializable(typeof(ModelCheck))]
internal sealed partial class CliJson : JsonSerializerContext
{
    private static readonly CliJson s_readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The output is not embedded in HTML, so no character needs an HTML-safe escape.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Serializes a value of one of the types above to one line; its first member is the address of its video.</summary>
    public static string SerializeLine<T>(string video, T value)
    {
        var members = JsonSerializer.SerializeToNode(value, (JsonTypeInfo<T>)s_readable.GetTypeInfo(typeof(T))!)!.AsObject();
        members.Insert(0, "video", video);
        return members.ToJsonString(new JsonSerializerOptions { Encoder = s_readable.Options.Encoder });
    }

    /// <summary>Serializes a value of one of the types above.</summary>
    public static string Serialize<T>(T value) =>
        JsonSerializer.Serialize(value, (JsonTypeInfo<T>)s_readable.GetTypeInfo(typeof(T))!);

    /// <summary>Deserializes a value of one of the types above.</summary>
    /// <exception cref="JsonException">It is malformed.</exception>
    public static T? Deserialize<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)s_readable.GetTypeInfo(typeof(T))!);
}
