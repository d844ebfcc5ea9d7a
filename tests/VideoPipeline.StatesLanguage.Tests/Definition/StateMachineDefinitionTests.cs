using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.States;
using VideoPipeline.StatesLanguage.Tests.Recorded;
using VideoPipeline.StatesLanguage.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

public sealed class StateMachineDefinitionTests
{
    private const string Processor = """{"StartAt": "I", "States": {"I": {"Type": "Succeed"} } }""";

    private const string DistributedProcessor =
        """
        {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
         "StartAt": "I", "States": {"I": {"Type": "Succeed"} } }
        """;

    [Fact]
    public void Parse_Definition_KeepsTheOrderOfTheStates()
    {
        var definition = StateMachineDefinition.Parse(
            """{"Comment": "c", "StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Succeed"}}}""");

        Assert.Equal(["B", "A"], definition.Workflow.States.Keys);
        Assert.Equal(StateType.Succeed, definition.Workflow.States["A"].Type);
    }

    [Theory]
    [InlineData("""{"States": {"A": {"Type": "Succeed"}}}""", "")]
    [InlineData("""{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}""", "StartAt")]
    [InlineData("""{"StartAt": "A", "States": {}}""", "States")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}""", "States.A")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}""", "States.B")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}""", "States")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}""", "States.A")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A", "End": true}}}""", "States.A")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Loop"}}}""", "States.A.Type")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "TimeoutSeconds": 0}""", "TimeoutSeconds")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Extra": 1}""", "Extra")]
    [InlineData("""{"StartAt": "A", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}""", "")]
    [InlineData("no json", "")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "QueryLanguage": "jsonata"}""", "QueryLanguage")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}, "QueryLanguage": "JSONata"}""",
        "States.A")]
    [InlineData("""
        {"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}}}
        """, "States.A.Branches[0].States.A")]
    public void Parse_InvalidStateMachine_ReportsTheLocation(string json, string path) =>
        Assert.Equal(path, Assert.Throws<InvalidDefinitionException>(() => StateMachineDefinition.Parse(json)).Path);

    [Theory]
    [InlineData("""{"Type": "Pass", "Resource": "x"}""", "Resource")]
    [InlineData("""{"Type": "Pass", "InputPath": "x"}""", "InputPath")]
    [InlineData("""{"Type": "Pass", "ResultPath": "$[*]"}""", "ResultPath")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": 1}}""", "Parameters")]
    [InlineData("""{"Type": "Pass", "Assign": {"1a": 1}}""", "Assign.1a")]
    [InlineData("""{"Type": "Pass", "Assign": {"states": 1}}""", "Assign.states")]
    [InlineData("""{"Type": "Pass", "Output": 1}""", "")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "InputPath": "$"}""", "")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 + %}"}""", "Output")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% a.b %}"}""", "Output")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $$.a %}"}""", "Output")]
    [InlineData("""{"Type": "Wait"}""", "")]
    [InlineData("""{"Type": "Wait", "Seconds": 1, "SecondsPath": "$.s"}""", "")]
    [InlineData("""{"Type": "Wait", "Timestamp": "tomorrow"}""", "Timestamp")]
    [InlineData("""{"Type": "Fail", "Error": "a", "ErrorPath": "$.a"}""", "")]
    [InlineData("""{"Type": "Choice", "Choices": []}""", "Choices")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsMagic": true, "Next": "S"}]}""", "Choices[0].IsMagic")]
    [InlineData(
        """{"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": "1", "Next": "S"}]}""",
        "Choices[0].NumericEquals")]
    [InlineData(
        """{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "IsString": true, "Next": "S"}]}""",
        "Choices[0]")]
    public void Parse_InvalidState_ReportsTheLocation(string state, string path) => AssertInvalid(state, path);

    [Theory]
    [InlineData("\"Resource\": \"arn:aws:states:::dynamodb\"", "Resource")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\"", "")]
    [InlineData("\"TimeoutSeconds\": 5, \"HeartbeatSeconds\": 5", "HeartbeatSeconds")]
    [InlineData("\"TimeoutSeconds\": 5, \"TimeoutSecondsPath\": \"$.t\"", "")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": []}]", "Retry[0].ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"E\"]}]", "Retry[0].ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"E\"]}]", "Retry[0].ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"BackoffRate\": 0.5}]", "Retry[0].BackoffRate")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"JitterStrategy\": \"SOME\"}]", "Retry[0].JitterStrategy")]
    [InlineData(
        "\"Retry\": [{\"ErrorEquals\": [\"E\"], \"IntervalSeconds\": 5, \"MaxDelaySeconds\": 5}]",
        "Retry[0].MaxDelaySeconds")]
    [InlineData("\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Nowhere\"}]", "")]
    [InlineData("\"Catch\": [{\"ErrorEquals\": [\"E\"]}]", "Catch[0]")]
    public void Parse_InvalidTask_ReportsTheLocation(string fields, string path)
    {
        var resource = fields.Contains("Resource") ? "" : "\"Resource\": \"arn:aws:lambda:r:1:function:f\", ";
        AssertInvalid($$"""{"Type": "Task", {{resource}}{{fields}}}""", path);
    }

    [Theory]
    [InlineData(Processor, "\"ItemReader\": {}", "ItemReader")]
    [InlineData(Processor, "\"ToleratedFailureCount\": 1", "ToleratedFailureCount")]
    [InlineData(Processor, "\"Label\": \"l\"", "Label")]
    [InlineData(DistributedProcessor, "\"Label\": \"12345678901234567890123456789012345678901\"", "Label")]
    [InlineData(DistributedProcessor, "\"ItemBatcher\": {}", "ItemBatcher")]
    [InlineData(DistributedProcessor, "\"ToleratedFailurePercentage\": 101", "ToleratedFailurePercentage")]
    [InlineData(DistributedProcessor, "\"ItemSelector\": {}, \"Parameters\": {}", "")]
    public void Parse_InvalidMap_ReportsTheLocation(string processor, string fields, string path) =>
        AssertInvalid($$"""{"Type": "Map", "ItemProcessor": {{processor}}, {{fields}}}""", path);

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"InputType": "XML"}""", ".InputType")]
    [InlineData("""{"InputType": "CSV"}""", "")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}""", "")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVHeaders": ["a"]}""", "")]
    [InlineData("""{"InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW"}""", ".CSVHeaderLocation")]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "ranges"}""", ".ItemsPointer")]
    [InlineData("""{"InputType": "JSONL", "ItemsPointer": "/ranges"}""", ".ItemsPointer")]
    public void Parse_InvalidReaderConfig_ReportsTheLocation(string config, string path) => AssertInvalid(
        $$"""
        {"Type": "Map", "ItemProcessor": {{DistributedProcessor}}, "ItemReader": {
          "Resource": "arn:aws:states:::s3:getObject", "Parameters": {}, "ReaderConfig": {{config}} } }
        """,
        "ItemReader.ReaderConfig" + path);

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(RecordedCasesTests.Covered), MemberType = typeof(RecordedCasesTests))]
    public void Parse_DefinitionAcceptedByAws_Succeeds(RecordedCase recorded) =>
        Assert.NotEmpty(StateMachineDefinition.Parse(recorded.Definition).Workflow.States);

    private static void AssertInvalid(string state, string path)
    {
        var single = JsonData.Parse(state)["Type"]!.Text == "Choice"
            ? $$"""{"StartAt": "S", "States": {"S": {{state}} } }"""
            : Machine.Single(state);
        var invalid = Assert.Throws<InvalidDefinitionException>(() => StateMachineDefinition.Parse(single));
        Assert.Equal(path.Length == 0 ? "States.S" : $"States.S.{path}", invalid.Path);
    }
}
