using Parquet;
using Parquet.Schema;
using VideoPipeline.Exports.Tables;

namespace VideoPipeline.Cli.Exports;

/// <summary>
/// Writes tables as Apache Parquet, for pandas, Athena and others. Columns have signed types, since Athena has no unsigned ones
/// and misreads files that have: 8-bit numbers are <c>INT32</c>, 32-bit ones <c>INT64</c>. 64-bit ones are <c>INT64</c> with the
/// same bits: only hashes reach its sign.
/// </summary>
internal static class ParquetFile
{
    private const int RowsPerGroup = 100_000;

    /// <summary>Writes the table.</summary>
    public static async Task WriteAsync(Table table, Stream output, CancellationToken cancellation)
    {
        IParquetColumn[] columns = [.. table.Columns.Select(ToParquet)];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        var schema = new ParquetSchema([.. columns.Select(column => column.Field)]);
        await using var file = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellation);
        for (var start = 0; start < table.Rows; start += RowsPerGroup)
        {
            using var group = file.CreateRowGroup();
            foreach (var column in columns)
                await column.WriteAsync(group, start, Math.Min(RowsPerGroup, table.Rows - start), cancellation);
            group.CompleteValidate();
        }
    }

    private static IParquetColumn ToParquet(TableColumn column) => column switch
    {
        TableColumn<bool> flags => new ValueColumn<bool>(column.Name, row => flags[row]),
        TableColumn<byte> bytes => new ValueColumn<int>(column.Name, row => bytes[row]),
        TableColumn<ushort> numbers => new ValueColumn<int>(column.Name, row => numbers[row]),
        TableColumn<int> numbers => new ValueColumn<int>(column.Name, row => numbers[row]),
        TableColumn<uint> numbers => new ValueColumn<long>(column.Name, row => numbers[row]),
        TableColumn<long> numbers => new ValueColumn<long>(column.Name, row => numbers[row]),
        TableColumn<ulong> numbers => new ValueColumn<long>(column.Name, row => unchecked((long)numbers[row])),
        TableColumn<float> numbers => new ValueColumn<float>(column.Name, row => numbers[row]),
        TableColumn<double> numbers => new ValueColumn<double>(column.Name, row => numbers[row]),
        TableColumn<double?> numbers => new OptionalColumn<double>(column.Name, row => numbers[row]),
        TableColumn<string?> texts => new TextColumn(column.Name, row => texts[row]),
        _ => throw new NotSupportedException($"The column {column.Name} has no Parquet type."),
    };

    private interface IParquetColumn
    {
        DataField Field { get; }

        Task WriteAsync(ParquetRowGroupWriter group, int start, int count, CancellationToken cancellation);
    }

    private sealed class ValueColumn<T>(string name, Func<int, T> value) : IParquetColumn where T : struct
    {
        public DataField Field { get; } = new DataField<T>(name);

        public Task WriteAsync(ParquetRowGroupWriter group, int start, int count, CancellationToken cancellation) =>
            group.WriteAsync<T>(Field, Slice(value, start, count), cancellationToken: cancellation);
    }

    private sealed class OptionalColumn<T>(string name, Func<int, T?> value) : IParquetColumn where T : struct
    {
        public DataField Field { get; } = new DataField<T?>(name);

        public Task WriteAsync(ParquetRowGroupWriter group, int start, int count, CancellationToken cancellation) =>
            group.WriteAsync<T>(Field, Slice(value, start, count), cancellationToken: cancellation);
    }

    private sealed class TextColumn(string name, Func<int, string?> value) : IParquetColumn
    {
        public DataField Field { get; } = new DataField<string>(name);

        public Task WriteAsync(ParquetRowGroupWriter group, int start, int count, CancellationToken cancellation) =>
            group.WriteAsync(Field, Slice(value, start, count)!);
    }

    private static T[] Slice<T>(Func<int, T> value, int start, int count)
    {
        var values = new T[count];
        for (var row = 0; row < count; row++) values[row] = value(start + row);
        return values;
    }
}
