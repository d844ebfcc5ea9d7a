using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow.Intrinsics;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The WriterConfig: what of each child is written (all of its facts, its output, or its output flattened),
/// and whether as one JSON array or as lines.</summary>
internal sealed record ResultFormat(string Transformation, string OutputType)
{
    private const string Facts = "NONE";
    private const string Lines = "JSONL";

    public string Extension => OutputType == Lines ? "jsonl" : "json";

    public static ResultFormat Parse(DefinitionNode? node)
    {
        node?.AllowOnly("a WriterConfig", ["Transformation", "OutputType"]);
        return new ResultFormat(
            node?.Optional("Transformation")?.OneOf(Facts, "COMPACT", "FLATTEN") ?? Facts,
            node?.Optional("OutputType")?.OneOf("JSON", Lines) ?? "JSON");
    }

    public static byte[] Bytes(JToken value) => Encoding.UTF8.GetBytes(StatesJson.Text(value));

    /// <summary>The content of each file that is not empty, by kind. Children that failed, timed out or
    /// were aborted share one, and are always whole facts.</summary>
    public IEnumerable<(string Kind, byte[] Content)> Files(
        MapRun run, IReadOnlyList<ChildInput> inputs, string stateMachineArn)
    {
        var executions = run.Executions;
        var succeeded = executions.Where(child => child.Status == ExecutionStatus.Succeeded).ToArray();
        var failed = executions.Where(child => child.Status != ExecutionStatus.Succeeded);
        var pending =
            inputs.Skip(executions.Count).Select(input => new JObject { ["Input"] = StatesJson.Text(input.Input) });
        (string Kind, JToken[] Records)[] files =
        [
            ("SUCCEEDED", succeeded.SelectMany(child => Succeeded(child, stateMachineArn)).ToArray()),
            ("FAILED", failed.Select(child => Fact(child, stateMachineArn)).ToArray<JToken>()),
            ("PENDING", pending.ToArray<JToken>()),
        ];
        return files.Where(file => file.Records.Length > 0).Select(file => (file.Kind, Content(file.Records)));
    }

    private IEnumerable<JToken> Succeeded(ExecutionResult child, string stateMachineArn) => Transformation switch
    {
        Facts => [Fact(child, stateMachineArn)],
        "FLATTEN" when child.Output is JArray array => array,
        _ => [child.Output!],
    };

    private byte[] Content(JToken[] records) => OutputType == Lines
        ? Encoding.UTF8.GetBytes(string.Concat(records.Select(entry => StatesJson.Text(entry) + "\n")))
        : Bytes(ArrayFunctions.Of(records));

    private static JObject Fact(ExecutionResult child, string stateMachineArn)
    {
        var fact = new JObject
        {
            ["ExecutionArn"] = child.ExecutionArn,
            ["Input"] = StatesJson.Text(child.Input),
            ["InputDetails"] = new JObject { ["Included"] = true },
            ["Name"] = child.Name,
            ["RedriveCount"] = 0,
            ["StartDate"] = Time(child.StartDate),
            ["StateMachineArn"] = stateMachineArn,
            ["Status"] = child.Status.ToWire(),
            ["StopDate"] = Time(child.StopDate),
        };
        if (child.Output is not null)
        {
            fact["Output"] = StatesJson.Text(child.Output);
            fact["OutputDetails"] = new JObject { ["Included"] = true };
        }
        if (child.Error is not null) fact["Error"] = child.Error;
        if (child.Cause is not null) fact["Cause"] = child.Cause;
        return fact;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
