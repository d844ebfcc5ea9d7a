using System.Globalization;
using System.Text.Json;
using VideoPipeline.Executions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.WebConsole.Starting;

/// <summary>A property of the input of the pipeline, as the published schema has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What values it has.</param>
/// <param name="Description">What it is.</param>
public sealed record InputField(string Name, InputKind Kind, string Description)
{
    /// <summary>The name of the video's address, the only property that is required.</summary>
    public const string Video = "video";

    private const string Schema = "input.schema.json";

    /// <summary>All properties, in the order of the schema.</summary>
    public static IReadOnlyList<InputField> All { get; } = Read();

    /// <summary>The value that a text stands for; null if the text is empty.</summary>
    public JsonData? ValueOf(string text)
    {
        if (text.Length == 0) return null;
        return Kind switch
        {
            InputKind.Flag => text == "true",
            // Of a text that is no number, the schema says so.
            InputKind.Number when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
    }

    private static InputField[] Read()
    {
        using var stream = typeof(ExecutionInput).Assembly.GetManifestResourceStream(Schema)!;
        using var schema = JsonDocument.Parse(stream);
        return [.. schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => new InputField(
            property.Name, KindOf(property.Value), property.Value.GetProperty("description").GetString()!))];
    }

    private static InputKind KindOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.GetString() switch { "boolean" => InputKind.Flag, "integer" => InputKind.Number, _ => InputKind.Text }
        : InputKind.Flag;
}

/// <summary>What values a property has.</summary>
public enum InputKind
{
    Text,
    Number,
    Flag,
}
