using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Testing;
using Xunit.Abstractions;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>An execution recorded on AWS: the definition, the input, the behavior of the functions, and the result.</summary>
public sealed class RecordedCase : IXunitSerializable
{
    public const string File = "asl/cases.jsonl";

    /// <summary>When the cases were recorded: one waits for a time as far ahead as AWS allows.</summary>
    public static readonly DateTimeOffset Time = new(2026, 11, 21, 9, 13, 18, TimeSpan.Zero);

    private static readonly Lazy<IReadOnlyList<ObjectData>> s_lines = new(() => Repository.SharedData is { } folder
        ? System.IO.File.ReadLines(Path.Combine(folder, File)).Select(line => (ObjectData)JsonData.Parse(line)).ToArray()
        : []);

    [Obsolete("Called by xunit when it deserializes a case.", error: true)]
    public RecordedCase()
    {
    }

    private RecordedCase(int line) => Line = line;

    public static IEnumerable<RecordedCase> All =>
        Enumerable.Range(0, s_lines.Value.Count).Select(line => new RecordedCase(line));

    /// <summary>The index of the case's line in the file. It identifies the case, because ids are not unique.</summary>
    public int Line { get; private set; }

    public ObjectData Json => s_lines.Value[Line];

    public string Definition => Json["definition"]!.ToString();

    /// <summary>The input as in the recorded events. Without an input AWS uses an empty object. Where the file contains the
    /// string representation of a Python enumeration member, AWS received the member's value.</summary>
    public string Input => Json["input"]!.Text is { Length: > 0 } input
        ? Regex.Replace(input, "<MagicMock name='[^']*\\.(\\w+)' id='\\d+'>", "$1")
        : "{}";

    /// <summary>Whether the execution is one of an EXPRESS state machine, as its ARN in the output says.</summary>
    public bool IsExpress => Expected["output"]?.ToString().Contains(":express:", StringComparison.Ordinal) ?? false;

    public ObjectData Expected => (ObjectData)Json["expected"]!;

    public IEnumerable<string> Features => Json["features"]!.Items.Select(feature => feature.Text);

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Line), Line);

    public void Deserialize(IXunitSerializationInfo info) => Line = info.GetValue<int>(nameof(Line));

    public override string ToString() => $"{Line}: {Json["id"]}";
}
