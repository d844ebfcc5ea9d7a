using System.IO.Compression;
using System.Text;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class ManifestTests
{
    private const string Inventory =
        """
        {"sourceBucket": "videos", "destinationBucket": "arn:aws:s3:::reports", "version": "2016-11-30",
         "creationTimestamp": "1514944800000", "fileFormat": "CSV", "fileSchema": "Bucket, Key, Size",
         "files": [{"key": "r/1.csv.gz", "size": 1, "MD5checksum": "x"}, {"key": "r/2.csv", "size": 1, "MD5checksum": "x"}]}
        """;

    [Theory]
    [InlineData("""{"InputType": "MANIFEST"}""")]
    [InlineData("""{"ManifestType": "S3_INVENTORY"}""")]
    public async Task RunAsync_Inventory_ReadsTheRowsOfItsFiles(string config)
    {
        var machine = new Machine();
        machine.Objects.With("reports", "manifest.json", Inventory)
            .With("reports", "r/1.csv.gz", Gzip("\"videos\",\"a.mp4\",\"5\"\n"))
            .With("reports", "r/2.csv", "\"videos\",\"b,c.mp4\",\"7\"\n");

        Assert.Equal(
            """[{"Bucket":"videos","Key":"a.mp4","Size":"5"},{"Bucket":"videos","Key":"b,c.mp4","Size":"7"}]""",
            await ReadAsync(machine, config, "manifest.json"));
    }

    [Theory]
    [InlineData("ORC")]
    [InlineData("Parquet")]
    public async Task RunAsync_InventoryInAnotherFormat_IsRefused(string format)
    {
        var machine = new Machine();
        machine.Objects.With("reports", "manifest.json", Inventory.Replace("\"CSV\"", $"\"{format}\"", StringComparison.Ordinal));

        Assert.Equal(
            $"States.ItemReaderFailed: The inventory has the output format {format}, which Step Functions does not read. Set the "
            + "inventory's output format to CSV.",
            await ReadAsync(machine, """{"ManifestType": "S3_INVENTORY"}""", "manifest.json"));
    }

    [Fact]
    public async Task RunAsync_AthenaManifest_ReadsTheItemsOfItsObjects()
    {
        var machine = new Machine();
        machine.Objects.With("reports", "q-manifest.csv", "s3://data/1.jsonl\r\ns3://more/2.jsonl.gz\n")
            .With("data", "1.jsonl", "1\n2\n").With("more", "2.jsonl.gz", Gzip("3\n"));

        Assert.Equal(
            "[1,2,3]",
            await ReadAsync(machine, """{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}""", "q-manifest.csv"));
    }

    [Theory]
    [InlineData("""{"ManifestType": "ATHENA_DATA", "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}""", "a,b\n1,2\n",
        "The manifest has a line that is not an S3 URI such as s3://bucket/key: a,b")]
    [InlineData("""{"ManifestType": "S3_INVENTORY"}""", "[]", "The manifest is not a JSON object.")]
    [InlineData("""{"ManifestType": "S3_INVENTORY"}""", "{}",
        "The manifest of the inventory does not contain a string fileFormat.")]
    public async Task RunAsync_NoManifest_SaysWhatItIsNot(string config, string content, string cause)
    {
        var machine = new Machine();
        machine.Objects.With("reports", "m", content);

        Assert.Equal("States.ItemReaderFailed: " + cause, await ReadAsync(machine, config, "m"));
    }

    [Fact]
    public async Task RunAsync_Zstandard_IsRefused()
    {
        var machine = new Machine();
        machine.Objects.With("reports", "m", [0x28, 0xb5, 0x2f, 0xfd, 0x00]);

        Assert.StartsWith(
            "States.ItemReaderFailed: The object is compressed with Zstandard",
            await ReadAsync(machine, """{"InputType": "JSONL"}""", "m"), StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(Machine machine, string config, string key) => machine.OutputAsync(
        $$"""
        {"Type": "Map", "ItemReader": {
          "Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "reports", "Key": "{{key}}"},
          "ReaderConfig": {{config}} }, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
          "StartAt": "I", "States": {"I": {"Type": "Succeed"} } } }
        """);

    private static byte[] Gzip(string text)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
