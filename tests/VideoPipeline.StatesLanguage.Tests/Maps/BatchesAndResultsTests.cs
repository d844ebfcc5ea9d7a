using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Maps;

public sealed class BatchesAndResultsTests
{
    private const string Writer =
        """
        "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b", "Prefix": "out/"}
        """;

    [Theory]
    [InlineData("""{"MaxItemsPerBatch": 2}""", """[{"Items":[1,2]},{"Items":[3]}]""")]
    [InlineData(
        """{"MaxItemsPerBatchPath": "$$.Execution.Input[2]", "BatchInput": {"n": 7}}""",
        """[{"BatchInput":{"n":7},"Items":[1,2,3]}]""")]
    [InlineData("""{"MaxInputBytesPerBatch": 15}""", """[{"Items":[1,2]},{"Items":[3]}]""")]
    [InlineData("""{"MaxInputBytesPerBatch": 1}""", """[{"Items":[1]},{"Items":[2]},{"Items":[3]}]""")]
    public async Task RunAsync_ItemBatcher_GroupsTheItems(string batcher, string expected) =>
        Assert.Equal(expected, await new Machine().OutputAsync(Map($"\"ItemBatcher\": {batcher}"), "[1, 2, 3]"));

    [Fact]
    public async Task RunAsync_FailedBatch_CountsAllItsItems()
    {
        var machine = new Machine();
        const string Fields = """
            "ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailureCount": 1
            """;

        var result = await machine.RunAsync(Machine.Single(Map(Fields, """{"Type": "Fail"}""")), "[1, 2]");

        Assert.Equal(ErrorNames.ExceedToleratedFailureThreshold, result.Error);
        Assert.Equal(2, result.MapRuns[0].ItemCounts.Failed);
    }

    [Fact]
    public async Task RunAsync_ResultWriter_WritesTheResultsAndReturnsTheManifest()
    {
        var machine = new Machine();

        var result = await machine.RunAsync(Machine.Single(Map(Writer + "}")), "[1, 2]");

        var details = result.Output!["ResultWriterDetails"]!;
        var manifest = machine.Objects.Json("b", details["Key"]!.Text);
        var file = Assert.Single(manifest["ResultFiles"]!["SUCCEEDED"]!.Items);
        var written = machine.Objects.Json("b", file["Key"]!.Text).Items;
        Assert.Equal($"out/{result.MapRuns[0].Arn.Split(':')[^1]}/manifest.json", details["Key"]!.Text);
        Assert.Equal(result.MapRuns[0].Arn, manifest["MapRunArn"]);
        Assert.Equal(["1", "2"], written.Select(entry => entry["Output"]!.Text));
        Assert.All(written, entry => Assert.Equal("SUCCEEDED", entry["Status"]));
    }

    [Theory]
    [InlineData("""{"Transformation": "COMPACT", "OutputType": "JSON"}""", "json", "[[1,2],[3]]")]
    [InlineData("""{"Transformation": "FLATTEN", "OutputType": "JSON"}""", "json", "[1,2,3]")]
    [InlineData("""{"Transformation": "COMPACT", "OutputType": "JSONL"}""", "jsonl", "[1,2]\n[3]\n")]
    public async Task RunAsync_WriterConfig_TransformsTheResults(string config, string extension, string expected)
    {
        var machine = new Machine();

        await machine.RunAsync(Machine.Single(Map($"{Writer}, \"WriterConfig\": {config}}}")), "[[1, 2], [3]]");

        var key = Assert.Single(
            machine.Objects.Keys, key => key.EndsWith("SUCCEEDED_0." + extension, StringComparison.Ordinal));
        Assert.Equal(expected, machine.Objects.Text("b", key));
    }

    [Theory]
    [InlineData("COMPACT", "JSON", "[[1,2],[3]]")]
    [InlineData("FLATTEN", "JSON", "[1,2,3]")]
    [InlineData("FLATTEN", "JSONL", "\"1\\n2\\n3\\n\"")]
    public async Task RunAsync_WriterConfigOnly_ReturnsTheTransformedResults(string transformation, string type, string expected)
    {
        var machine = new Machine();

        var output = await machine.OutputAsync(
            Map($$"""
                "ResultWriter": {"WriterConfig": {"Transformation": "{{transformation}}", "OutputType": "{{type}}"} }
                """),
            "[[1, 2], [3]]");

        Assert.Equal(expected, output);
        Assert.Empty(machine.Objects.Keys);
    }

    [Fact]
    public async Task RunAsync_RedrivenChild_IsWrittenWithItsRedriveCount()
    {
        var machine = new Machine();
        var fails = true;
        machine.Functions.With("f", payload => fails ? throw new TaskFailedException("E", "c") : payload);
        var definition = StateMachineDefinition.Parse(Machine.Single(
            Map(Writer + "}", """{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}""")));
        var engine = new StatesEngine(machine.Functions, machine.Objects, machine.Time, machine.Randomness);
        var failed = await engine.RunAsync(definition, JsonData.Parse("[1]"), machine.Options);
        fails = false;

        var result = await engine.RedriveAsync(definition, failed, machine.Options);

        var manifest = machine.Objects.Json("b", result.Output!["ResultWriterDetails"]!["Key"]!.Text);
        var file = manifest["ResultFiles"]!["SUCCEEDED"]!.Items[0]["Key"]!.Text;
        Assert.Equal(1, machine.Objects.Json("b", file).Items[0]["RedriveCount"]);
    }

    [Fact]
    public async Task RunAsync_JsonataWriterWithoutBucket_NamesItsArguments()
    {
        var machine = new Machine();
        const string Fields = """
            "QueryLanguage": "JSONata", "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {} }
            """;

        var result = await machine.RunAsync(Machine.Single(Map(Fields)), "[1]");

        Assert.Equal(
            (ErrorNames.ResultWriterFailed, "The Arguments of the ResultWriter do not contain a string Bucket."),
            (result.Error, result.Cause));
    }

    [Fact]
    public async Task RunAsync_ToleranceExceeded_WritesFailedAndPendingItems()
    {
        var machine = new Machine();
        var map = Map(Writer + "}, \"MaxConcurrency\": 1", """{"Type": "Fail", "Error": "E"}""");

        var result = await machine.RunAsync(Machine.Single(map), "[1, 2]");

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        var failed = machine.Objects.Keys.Single(key => key.EndsWith("FAILED_0.json", StringComparison.Ordinal));
        var pending = machine.Objects.Keys.Single(key => key.EndsWith("PENDING_0.json", StringComparison.Ordinal));
        Assert.Equal("E", machine.Objects.Json("b", failed).Items[0]["Error"]);
        Assert.Equal("2", machine.Objects.Json("b", pending).Items[0]["Input"]);
    }

    private static string Map(string fields, string state = """{"Type": "Succeed"}""") =>
        $$"""
        {"Type": "Map", {{fields}}, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": {{state}} } } }
        """;
}
