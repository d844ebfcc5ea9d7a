using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class ItemReaderTests
{
    [Theory]
    [InlineData("""{"InputType": "JSON"}""", "[1, 2]", "[1,2]")]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "/plan/ranges"}""", """{"plan": {"ranges": [1, 2]}}""", "[1,2]")]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "/a~1b/1"}""", """{"a/b": [0, [3]]}""", "[3]")]
    [InlineData("""{"InputType": "JSONL"}""", "{\"a\": 1}\n\n2\n", """[{"a":1},2]""")]
    [InlineData("""{"InputType": "JSON", "MaxItems": 1}""", "[1, 2]", "[1]")]
    [InlineData(
        """{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVDelimiter": "SEMICOLON"}""",
        "a;b\r\n1;2,3\r\n",
        """[{"a":"1","b":"2,3"}]""")]
    public async Task RunAsync_ObjectInTheFormat_ReadsItsItems(string config, string content, string expected) =>
        Assert.Equal(expected, await ReadAsync(config, content));

    [Theory]
    [InlineData("""{"InputType": "JSON"}""", """{"a": 1}""")]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "/nowhere"}""", """{"a": [1]}""")]
    [InlineData("""{"InputType": "JSON"}""", "[1, ")]
    [InlineData("""{"InputType": "JSONL"}""", "{")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}""", "a,a\n1,2")]
    public async Task RunAsync_ObjectNotInTheFormat_FailsWithItemReaderFailed(string config, string content) =>
        Assert.StartsWith(ErrorNames.ItemReaderFailed, await ReadAsync(config, content));

    [Fact]
    public async Task RunAsync_MissingObject_FailsWithTheMessageOfTheObjectStore() =>
        Assert.Equal(
            "States.ItemReaderFailed: The specified key does not exist: plan.json",
            await ReadAsync("""{"InputType": "JSON"}""", content: null));

    [Fact]
    public async Task RunAsync_ListObjects_ListsMaxItemsWithThePrefix()
    {
        var machine = new Machine();
        machine.Objects.With("b", "a/0", "z").With("b", "in/1", "x").With("b", "in/2", "xy").With("b", "in/3", "xyz");

        var output = await machine.OutputAsync(Map(
            """
            {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b", "Prefix": "in/"},
             "ReaderConfig": {"MaxItems": 2}}
            """));

        Assert.Equal(["in/1", "in/2"], JsonData.Parse(output).Items.Select(item => item["Key"]!.Text));
    }

    [Theory]
    [InlineData("getObject", "\"Key\": \"in/1\"", "\"InputType\": \"JSON\"", "S3://b/in/1")]
    [InlineData("listObjectsV2", "\"Prefix\": \"in/\"", "\"MaxItems\": 1", "S3://b")]
    [InlineData(
        "listObjectsV2", "\"Prefix\": \"in/\"", "\"InputType\": \"JSON\", \"Transformation\": \"LOAD_AND_FLATTEN\"",
        "S3://b/in/1")]
    public async Task RunAsync_ItemSelector_HasTheSourceOfTheItem(string action, string argument, string config, string source)
    {
        var machine = new Machine();
        machine.Objects.With("b", "in/1", "[7]");

        var output = await machine.OutputAsync(Map(
            $$"""
            {"Resource": "arn:aws:states:::s3:{{action}}", "Parameters": {"Bucket": "b", {{argument}} },
             "ReaderConfig": { {{config}} } }, "ItemSelector": {"source.$": "$$.Map.Item.Source"}
            """));

        Assert.Equal(source, JsonData.Parse(output).Items[0]["source"]);
    }

    [Theory]
    [InlineData("JSONL", "1\n2\n", "[1,2,3]")]
    [InlineData("JSON", "[1,2]", "[1,2,3]")]
    public async Task RunAsync_ListObjectsLoadedAndFlattened_ReadsTheItemsOfAllObjects(string type, string first, string expected)
    {
        var machine = new Machine();
        machine.Objects.With("b", "in/1", first).With("b", "in/2", type == "JSON" ? "[3,4]" : "3\n4\n").With("b", "out", "x");

        var output = await machine.OutputAsync(Map(
            $$"""
            {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b", "Prefix": "in/"},
             "ReaderConfig": {"InputType": "{{type}}", "Transformation": "LOAD_AND_FLATTEN", "MaxItems": 3} }
            """));

        Assert.Equal(expected, output);
    }

    [Theory]
    [InlineData("a,b\n1,2", "a|b", "1|2")]
    [InlineData("\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",", "x,y|say \"hi\"", "two\nlines|")]
    [InlineData("a\r\n\r\nb", "a", "b")]
    public void Read_Csv_SplitsAsInRfc4180(string text, params string[] rows) =>
        Assert.Equal(rows, CsvRows.Read(new StringReader(text), ',').Select(row => string.Join('|', row)));

    private static Task<string> ReadAsync(string config, string? content)
    {
        var machine = new Machine();
        if (content is not null) machine.Objects.With("bucket", "plan.json", content);
        return machine.OutputAsync(
            Map($$"""
                {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket.$": "$.b", "Key": "plan.json"},
                 "ReaderConfig": {{config}}}
                """),
            """{"b": "bucket"}""");
    }

    private static string Map(string reader) =>
        $$"""
        {"Type": "Map", "ItemReader": {{reader}}, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
          "StartAt": "I", "States": {"I": {"Type": "Succeed"} } } }
        """;
}
