using System.Text.Json.Serialization;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Diagnosis;
using VideoPipeline.Cli.Frames;

namespace VideoPipeline.Cli;

/// <summary>What <c>--json</c> prints besides result files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(FrameSums))]
[JsonSerializable(typeof(FilesMade))]
[JsonSerializable(typeof(VideoDescription))]
[JsonSerializable(typeof(PlanDescription))]
[JsonSerializable(typeof(Installation))]
internal sealed partial class CliJson : JsonSerializerContext;
