using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>
/// Reads the rows of a CSV file as objects of strings. Surplus fields are dropped and missing fields are empty strings
/// (recorded on AWS).
/// </summary>
internal sealed class CsvFormat : TextFormat
{
    public static new readonly string[] Fields = ["CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"];

    private static readonly Dictionary<string, char> s_delimiters = new(StringComparer.Ordinal)
    {
        ["COMMA"] = ',', ["PIPE"] = '|', ["SEMICOLON"] = ';', ["SPACE"] = ' ', ["TAB"] = '\t',
    };

    private readonly IReadOnlyList<string>? _headers;
    private readonly char _delimiter;

    /// <param name="headers">The names of the columns; null if the first row has them.</param>
    /// <param name="delimiter">The character between two fields.</param>
    public CsvFormat(IReadOnlyList<string>? headers, char delimiter) => (_headers, _delimiter) = (headers, delimiter);

    public static CsvFormat Parse(DefinitionNode node)
    {
        var given = node.Required("CSVHeaderLocation").OneOf("FIRST_ROW", "GIVEN") == "GIVEN";
        if (!given && node.Has("CSVHeaders")) node.Report(
            "Field 'CSVHeaders' is not supported", "Remove CSVHeaders, or set CSVHeaderLocation to GIVEN.");
        return new CsvFormat(
            given ? node.Required("CSVHeaders").NonEmptyItems().Select(header => header.Text()).ToArray() : null,
            node.Optional("CSVDelimiter") is { } delimiter ? s_delimiters[delimiter.OneOf([.. s_delimiters.Keys])] : ',');
    }

    public override IEnumerable<JsonData> Read(TextReader text)
    {
        using var rows = CsvRows.Read(text, _delimiter).GetEnumerator();
        var headers = _headers ?? (rows.MoveNext() ? rows.Current : []);
        if (headers.Distinct(StringComparer.Ordinal).Count() != headers.Count)
        {
            throw new FormatException("CSV headers cannot contain duplicates.");
        }
        while (rows.MoveNext()) yield return Item(headers, rows.Current);
    }

    private static ObjectData Item(IReadOnlyList<string> headers, IReadOnlyList<string> row)
    {
        var item = new ObjectBuilder();
        for (var i = 0; i < headers.Count; i++) item[headers[i]] = i < row.Count ? row[i] : "";
        return item.Build();
    }
}
