using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The file format of the items: the InputType of a ReaderConfig.</summary>
internal abstract class ItemFormat
{
    public const string Csv = "CSV";
    public const string Json = "JSON";
    public const string JsonLines = "JSONL";
    public const string Parquet = "PARQUET";

    public static readonly string[] Fields = ["InputType", "ItemsPointer", .. CsvFormat.Fields];

    /// <summary>Whether a pointer selects the items.</summary>
    public virtual bool HasPointer => false;

    /// <summary>Reads the items of an object in order, lazily if the format allows it.</summary>
    /// <exception cref="FormatException">The object is not in this format.</exception>
    public abstract IAsyncEnumerable<JsonData> ReadAsync(Stream content, CancellationToken cancellation);

    /// <summary>Parses the format that an InputType names, with its fields.</summary>
    public static ItemFormat Parse(DefinitionNode config, string inputType)
    {
        var others = (inputType == Json ? [] : new[] { "ItemsPointer" }).Concat(inputType == Csv ? [] : CsvFormat.Fields);
        foreach (var stray in others.Where(config.Has))
        {
            config.Report($"Field '{stray}' is not supported", $"Remove it: {stray} does not apply to InputType {inputType}.");
        }
        return inputType switch
        {
            Csv => CsvFormat.Parse(config),
            Parquet => new ParquetFormat(),
            JsonLines => new JsonLinesFormat(),
            _ => new JsonFormat(
                config.Optional("ItemsPointer") is { } pointer ? ItemsPointer.Parse(pointer) : ItemsPointer.Root),
        };
    }
}
