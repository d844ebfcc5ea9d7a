using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Testing;

/// <summary>Tests of Map states: what is inspected, and which failures are tolerated.</summary>
public sealed class MapTestTests
{
    private const string Selector = """ "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value"} """;

    private const string ReaderFields =
        """
        "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": CONFIG,
                       "Parameters": {"Bucket": "b", "Key.$": "$.key"}}
        """;

    [Theory]
    [InlineData("INLINE")]
    [InlineData("DISTRIBUTED")]
    public async Task TestAsync_Map_InspectsItemsAndInputs(string mode)
    {
        var result = await TestAsync(
            $$""" "ItemsPath": "$.v", "MaxConcurrencyPath": "$.n", {{Selector}} """, """{"v":["a","b"],"n":7}""", mode);

        var inspection = result.Inspection;
        Assert.Equal("""["a","b"]""", inspection.AfterItemsPath!.ToString());
        Assert.Equal("""[{"i":0,"v":"a"},{"i":1,"v":"b"}]""", inspection.AfterItemSelector!.ToString());
        Assert.Equal((7, null, null), (inspection.MaxConcurrency, inspection.AfterItemBatcher, inspection.AfterItemsPointer));
    }

    [Fact]
    public async Task TestAsync_ItemBatcher_InspectsTheBatches()
    {
        var result = await TestAsync(
            """ "ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {"k": 1}} """, "[1,2,3]", "DISTRIBUTED");

        Assert.Equal(
            """[{"BatchInput":{"k":1},"Items":[1,2]},{"BatchInput":{"k":1},"Items":[3]}]""",
            result.Inspection.AfterItemBatcher!.ToString());
    }

    [Theory]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "/x"}""", """{"x":[1,2]}""", "[1,2]", "[1,2]")]
    [InlineData("""{"InputType": "JSON"}""", "[1,2]", null, "[1,2]")]
    [InlineData("""{"InputType": "JSONL", "MaxItems": 1}""", "1\n2\n", null, "[1]")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}""", "h\nx\n", null, """[{"h":"x"}]""")]
    public async Task TestAsync_ItemReader_ReadsTheGivenData(string config, string data, string? pointer, string items)
    {
        var reader = ReaderFields.Replace("CONFIG", config, StringComparison.Ordinal);

        var result = await TestAsync($"{reader}, {Selector}", """{"key":"k"}""", "DISTRIBUTED", data: data);

        Assert.Equal(pointer, result.Inspection.AfterItemsPointer?.ToString());
        Assert.Equal(items, ArrayData.Of(result.Inspection.AfterItemSelector!.Select(input => input["v"]!)).ToString());
    }

    [Fact]
    public async Task TestAsync_ItemReaderWithMalformedData_IsFailed()
    {
        var result = await TestAsync(
            ReaderFields.Replace("CONFIG", """{"InputType": "JSON"}""", StringComparison.Ordinal),
            """{"key":"k"}""", "DISTRIBUTED", data: "{}");

        Assert.Equal(
            (StateTestStatus.Failed, ErrorNames.ItemReaderFailed, "Attempting to map over non-iterable node."),
            (result.Status, result.Error, result.Cause));
    }

    [Fact]
    public async Task TestAsync_ItemReaderWithoutData_IsInvalid()
    {
        await Assert.ThrowsAsync<InvalidStateTestException>(() => TestAsync(
            ReaderFields.Replace("CONFIG", """{"InputType": "JSON"}""", StringComparison.Ordinal), """{"key":"k"}""",
            "DISTRIBUTED"));
    }

    [Theory]
    [InlineData(""" "ToleratedFailureCount": 1 """, 1, false)]
    [InlineData(""" "ToleratedFailureCount": 1 """, 2, true)]
    [InlineData(""" "ToleratedFailurePercentage": 50 """, 1, false)]
    [InlineData(""" "ToleratedFailurePercentage": 50 """, 2, true)]
    [InlineData(""" "ToleratedFailureCount": 1, "ToleratedFailurePercentage": 100 """, 2, true)]
    public async Task TestAsync_FailedIterations_FailTheStateBeyondTheTolerance(string tolerance, int failed, bool isExceeded)
    {
        var result = await TestAsync(tolerance, "[1,2,3]", "DISTRIBUTED", failed);

        Assert.Equal(
            isExceeded ? (StateTestStatus.Failed, ErrorNames.ExceedToleratedFailureThreshold) : (StateTestStatus.Succeeded, null),
            (result.Status, result.Error));
    }

    [Theory]
    [InlineData("INLINE")]
    [InlineData("DISTRIBUTED")]
    public async Task TestAsync_MoreFailedIterationsThanItems_IsInvalid(string mode)
    {
        var invalid = await Assert.ThrowsAsync<InvalidStateTestException>(
            () => TestAsync(""" "Comment": "any" """, "[1]", mode, failed: 2));

        Assert.Equal(
            "Map iteration failure count must be less than or equal to the number of Map iterations.", invalid.Message);
    }

    private static Task<StateTestResult> TestAsync(string fields, string input, string mode, int failed = 0, string? data = null)
    {
        var config = mode == "INLINE" ? "" : """, "ExecutionType": "EXPRESS" """;
        var state = StateUnderTest.Parse(
            $$"""
            {"Type": "Map", {{fields}}, "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "{{mode}}"{{config}}}, "StartAt": "P", "States": {"P": {"Type": "Pass",
                "End": true} } } }
            """);
        var options = new StateTestOptions
        {
            Input = JsonData.Parse(input),
            Mock = StateMock.Result(ArrayData.Empty),
            FailedIterations = failed,
            ItemReaderData = data,
        };
        return new StatesEngine(new Functions(), new MemoryObjects()).TestAsync(state, options);
    }
}
