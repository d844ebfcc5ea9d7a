using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Serialization;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Apache Parquet: an item a row, an object of the columns. Times are in ISO 8601, bytes in Base64; a number that JSON
/// cannot express (NaN, infinity) is a string.</summary>
/// <remarks>https://parquet.apache.org/docs/file-format/</remarks>
internal sealed class ParquetFormat : ItemFormat
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly ParquetOptions s_options = new() { UseDateOnlyTypeForDates = true };

    public override async IAsyncEnumerable<JsonData> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The index is at the end of the file, which may be larger than the memory.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            });
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellation).ConfigureAwait(false);
            var (columns, groups) = await OpenAsync(file, cancellation).ConfigureAwait(false);
            for (var group = 0; group < groups; group++)
            {
                file.Position = 0;
                var rows = await ParquetSerializer.DeserializeUntypedAsync(file, s_options, group, cancellation)
                    .ConfigureAwait(false);
                foreach (var row in rows.Data) yield return Item(columns, row);
            }
        }
    }

    private static async Task<(string[] Columns, int RowGroups)> OpenAsync(Stream file, CancellationToken cancellation)
    {
        try
        {
            file.Position = 0;
            var reader = await ParquetReader.CreateAsync(file, s_options, leaveStreamOpen: true, cancellation)
                .ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return (reader.Schema.Fields.Select(field => field.Name).ToArray(), reader.RowGroupCount);
            }
        }
        catch (Exception malformed) when (malformed is not OperationCanceledException)
        {
            throw new FormatException($"The object is not a Parquet file: {malformed.Message}", malformed);
        }
    }

    // A row lacks the columns that are null in it.
    private static ObjectData Item(string[] columns, Dictionary<string, object> row) =>
        ObjectData.Of(columns.Select(column => (column, ToJson(row.GetValueOrDefault(column)))));

    private static JsonData ToJson(object? value) => value switch
    {
        null => JsonData.Null,
        bool flag => flag,
        string text => text,
        byte[] bytes => Convert.ToBase64String(bytes),
        float number when !float.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        double number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        double number => number,
        DateTime time => time.ToString(TimeFormat, CultureInfo.InvariantCulture),
        DateOnly or TimeOnly or Guid => Text(value, value is Guid ? "D" : "O"),
        IDictionary fields => ObjectData.Of(
            fields.Keys.Cast<object>().Select(key => (Text(key, null), ToJson(fields[key])))),
        IEnumerable items => ArrayData.Of(items.Cast<object?>().Select(ToJson)),
        IFormattable number => JsonData.Parse(Text(number, null)),
        _ => throw new FormatException($"A Parquet value of type {value.GetType().Name} cannot be an item."),
    };

    private static string Text(object value, string? format) =>
        (value as IFormattable)?.ToString(format, CultureInfo.InvariantCulture) ?? value.ToString() ?? "";
}
