using Parquet;
using Parquet.Serialization;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class ParquetTests
{
    [Theory]
    [InlineData("None")]
    [InlineData("Snappy")]
    [InlineData("Gzip")]
    [InlineData("Brotli")]
    [InlineData("LZ4")]
    [InlineData("Zstd")]
    public async Task ReadAsync_AllTypes_AreJson(string compression)
    {
        var row = new Row
        {
            Flag = true, Int = -1, Long = long.MaxValue, Unsigned = ulong.MaxValue, Single = 0.1f, Double = 1.5, Decimal = 12.34m,
            Text = "ä\"", Time = new DateTime(2025, 1, 2, 3, 4, 5, 60, DateTimeKind.Utc), Day = new DateOnly(2025, 1, 2),
            Bytes = [1, 2, 3], List = [1, 2], Nested = new Nested { A = "n" }, Items = [new Nested { A = "i" }],
            Map = new Dictionary<string, int> { ["k"] = 5 },
        };

        var item = Assert.Single(await ReadAsync(await WriteAsync([row], compression)));

        Assert.Equal(
            JsonData.Parse(
                """
                {"Flag": true, "Int": -1, "Long": 9223372036854775807, "Unsigned": 18446744073709551615, "Single": 0.1,
                 "Double": 1.5, "Decimal": 12.34, "Text": "ä\"", "Missing": null,
                 "Time": "2025-01-02T03:04:05.06Z", "Day": "2025-01-02",
                 "Bytes": "AQID", "List": [1, 2], "Nested": {"A": "n"}, "Items": [{"A": "i"}], "Map": {"k": 5}}
                """),
            item);
    }

    [Fact]
    public async Task ReadAsync_SeveralRowGroups_KeepsTheOrder()
    {
        var rows = Enumerable.Range(0, 10).Select(index => new Row { Int = index }).ToArray();

        var items = await ReadAsync(await WriteAsync(rows, "Snappy", rowGroupSize: 3));

        Assert.Equal(Enumerable.Range(0, 10).Select(index => (long)index), items.Select(item => item["Int"]!.Integer));
    }

    [Fact]
    public async Task ReadAsync_NumberThatJsonCannotExpress_IsAString()
    {
        var item = Assert.Single(await ReadAsync(await WriteAsync([new Row { Double = double.NaN }], "None")));

        Assert.Equal("NaN", item["Double"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1 but nothing else PAR1")]
    public async Task ReadAsync_NoParquet_ThrowsFormatException(string text) =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));

    private static async Task<Stream> WriteAsync(Row[] rows, string compression, int? rowGroupSize = null)
    {
        var file = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = Enum.Parse<CompressionMethod>(compression, ignoreCase: true) };
        if (rowGroupSize is { } size) options.RowGroupSize = size;
        await ParquetSerializer.SerializeAsync(rows, file, options);
        file.Position = 0;
        return file;
    }

    private static async Task<IReadOnlyList<JsonData>> ReadAsync(Stream file)
    {
        var items = new List<JsonData>();
        await foreach (var item in new ParquetFormat().ReadAsync(file, CancellationToken.None)) items.Add(item);
        return items;
    }

    private sealed class Row
    {
        public bool Flag { get; set; }

        public int Int { get; set; }

        public long Long { get; set; }

        public ulong Unsigned { get; set; }

        public float Single { get; set; }

        public double Double { get; set; }

        public decimal Decimal { get; set; }

        public string? Text { get; set; }

        public int? Missing { get; set; }

        public DateTime Time { get; set; }

        public DateOnly Day { get; set; }

        public byte[]? Bytes { get; set; }

        public List<int>? List { get; set; }

        public Nested? Nested { get; set; }

        public List<Nested>? Items { get; set; }

        public Dictionary<string, int>? Map { get; set; }
    }

    private sealed class Nested
    {
        public string? A { get; set; }
    }
}
