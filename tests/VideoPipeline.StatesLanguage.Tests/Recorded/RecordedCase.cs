using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Testing;
using Xunit.Abstractions;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>A run recorded on AWS: a definition, its input, what its functions do, and what came of it.</summary>
public sealed class RecordedCase : IXunitSerializable
{
    public const string File = "asl/cases.jsonl";

    private static readonly Lazy<IReadOnlyList<JObject>> s_lines = new(() => Repository.SharedData is { } folder
        ? System.IO.File.ReadLines(Path.Combine(folder, File)).Select(line => (JObject)StatesJson.Parse(line)).ToArray()
        : []);

    [Obsolete("Called by the test framework when it reads a case back.", error: true)]
    public RecordedCase()
    {
    }

    private RecordedCase(int line) => Line = line;

    public static IEnumerable<RecordedCase> All =>
        Enumerable.Range(0, s_lines.Value.Count).Select(line => new RecordedCase(line));

    /// <summary>From 0; ids occur more than once, so that the line is what names a case.</summary>
    public int Line { get; private set; }

    public JObject Json => s_lines.Value[Line];

    public string Definition => Json["definition"]!.ToString();

    /// <summary>The input as the events have it: started without one, AWS takes an empty object; and where the file
    /// holds the printed form of a Python enumeration, AWS was sent its value.</summary>
    public string Input => Json["input"]!.Value<string>() is { Length: > 0 } input
        ? Regex.Replace(input, "<MagicMock name='[^']*\\.(\\w+)' id='\\d+'>", "$1")
        : "{}";

    public JObject Expected => (JObject)Json["expected"]!;

    public bool Has(string feature) => Json["features"]!.Any(given => given.Value<string>() == feature);

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Line), Line);

    public void Deserialize(IXunitSerializationInfo info) => Line = info.GetValue<int>(nameof(Line));

    public override string ToString() => $"{Line}: {Json["id"]}";
}
