using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The WriterConfig of a ResultWriter: the transformation of the results (NONE: the metadata of each child
/// execution; COMPACT: its output; FLATTEN: the elements of its output) and the file format (JSON or JSONL).</summary>
internal sealed record ResultFormat(string Transformation, string OutputType)
{
    private const string NoTransformation = "NONE";
    private const string JsonLines = "JSONL";

    public string Extension => OutputType == JsonLines ? "jsonl" : "json";

    public static ResultFormat Parse(DefinitionNode? node)
    {
        node?.AllowOnly("a WriterConfig", ["Transformation", "OutputType"]);
        return new ResultFormat(
            node?.Optional("Transformation")?.OneOf(NoTransformation, "COMPACT", "FLATTEN") ?? NoTransformation,
            node?.Optional("OutputType")?.OneOf("JSON", JsonLines) ?? "JSON");
    }

    /// <summary>The content of each non-empty file, by kind: SUCCEEDED, FAILED or PENDING. FAILED contains the metadata of
    /// the child executions that failed, timed out or were aborted, whatever the transformation.</summary>
    public IEnumerable<(string Kind, byte[] Content)> Files(
        MapRun run, string stateMachineArn)
    {
        var executions = run.Executions;
        var succeeded = executions.Where(child => child.Status == ExecutionStatus.Succeeded).ToArray();
        var failed = executions.Where(child => child.Status != ExecutionStatus.Succeeded);
        var pending = run.NotStarted.Select(input => ObjectData.Of(("Input", input.Input.ToString())));
        (string Kind, JsonData[] Records)[] files =
        [
            ("SUCCEEDED", succeeded.SelectMany(child => Succeeded(child, stateMachineArn)).ToArray()),
            ("FAILED", failed.Select(child => Metadata(child, stateMachineArn)).ToArray<JsonData>()),
            ("PENDING", pending.ToArray<JsonData>()),
        ];
        return files.Where(file => file.Records.Length > 0).Select(file => (file.Kind, Content(file.Records)));
    }

    /// <summary>The results in the order of their items, as the result of the state: an array, or JSON Lines in a string. Of a
    /// child execution that did not succeed, its metadata, whatever the transformation.</summary>
    public JsonData Preview(MapRun run, string stateMachineArn)
    {
        var records = run.Executions.SelectMany(child => child.Status == ExecutionStatus.Succeeded
            ? Succeeded(child, stateMachineArn)
            : [Metadata(child, stateMachineArn)]).ToArray();
        return OutputType == JsonLines ? Lines(records) : ArrayData.Own(records);
    }

    private IEnumerable<JsonData> Succeeded(ExecutionResult child, string stateMachineArn) => Transformation switch
    {
        NoTransformation => [Metadata(child, stateMachineArn)],
        "FLATTEN" when child.Output is ArrayData array => array,
        _ => [child.Output!],
    };

    private byte[] Content(JsonData[] records) => OutputType == JsonLines
        ? Encoding.UTF8.GetBytes(Lines(records))
        : ArrayData.Own(records).ToUtf8();

    private static string Lines(JsonData[] records) => string.Concat(records.Select(entry => entry.ToString() + "\n"));

    private static ObjectData Metadata(ExecutionResult child, string stateMachineArn)
    {
        var metadata = new ObjectBuilder
        {
            ["ExecutionArn"] = child.ExecutionArn,
            ["Input"] = child.Input.ToString(),
            ["InputDetails"] = ObjectData.Of(("Included", true)),
            ["Name"] = child.Name,
            ["RedriveCount"] = child.RedriveCount,
            ["StartDate"] = Time(child.StartDate),
            ["StateMachineArn"] = stateMachineArn,
            ["Status"] = child.Status.ToWire(),
            ["StopDate"] = Time(child.StopDate),
        };
        if (child.Output is not null)
        {
            metadata["Output"] = child.Output.ToString();
            metadata["OutputDetails"] = ObjectData.Of(("Included", true));
        }
        if (child.Error is not null) metadata["Error"] = child.Error;
        if (child.Cause is not null) metadata["Cause"] = child.Cause;
        return metadata.Build();
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
