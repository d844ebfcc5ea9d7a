using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The file format of the items: the InputType of a ReaderConfig.</summary>
internal abstract class ItemFormat
{
    public static readonly string[] Fields = ["InputType", "ItemsPointer", .. CsvFormat.Fields];

    /// <summary>Reads the items in order, lazily if the format allows it.</summary>
    /// <exception cref="FormatException">The text is not in this format.</exception>
    public abstract IEnumerable<JsonData> Read(TextReader text);

    public static ItemFormat Parse(DefinitionNode node)
    {
        var type = node.Required("InputType").OneOf("JSON", "CSV", "JSONL");
        var others = (type == "JSON" ? [] : new[] { "ItemsPointer" }).Concat(type == "CSV" ? [] : CsvFormat.Fields);
        foreach (var stray in others.Where(node.Has))
        {
            node.Report($"Field '{stray}' is not supported", $"Remove it: {stray} does not apply to InputType {type}.");
        }
        return type switch
        {
            "CSV" => CsvFormat.Parse(node),
            "JSON" => new JsonFormat(
                node.Optional("ItemsPointer") is { } pointer ? ItemsPointer.Parse(pointer) : ItemsPointer.Root),
            _ => new JsonLinesFormat(),
        };
    }

    private sealed class JsonFormat(ItemsPointer pointer) : ItemFormat
    {
        public override IEnumerable<JsonData> Read(TextReader text) => pointer.Find(JsonData.Parse(text.ReadToEnd())) as ArrayData
            ?? throw new FormatException("Attempting to map over non-iterable node.");
    }

    private sealed class JsonLinesFormat : ItemFormat
    {
        public override IEnumerable<JsonData> Read(TextReader text)
        {
            while (text.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line)) yield return JsonData.Parse(line);
            }
        }
    }
}
