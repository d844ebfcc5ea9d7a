using VideoPipeline.StatesLanguage.Errors;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

public sealed class InvalidMapTests
{
    private const string Schema = DiagnosticCodes.SchemaValidationFailed;
    private const string Processor = """{"StartAt": "I", "States": {"I": {"Type": "Succeed"} } }""";

    private const string Distributed =
        """
        {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
         "StartAt": "I", "States": {"I": {"Type": "Succeed"} } }
        """;

    [Theory]
    [InlineData(null, "\"ItemProcessor\": 1", Schema, "Expected value of type Object", "/ItemProcessor")]
    [InlineData(null, "\"MaxConcurrency\": 1", Schema,
        "This object should have only one of the following fields: [ItemProcessor, Iterator]", "")]
    [InlineData(Processor, "\"ItemReader\": {}", Schema, "Field 'ItemReader' is not supported", "")]
    [InlineData(Processor, "\"ToleratedFailureCount\": \"1\"", Schema, "Expected value of type Integer",
        "/ToleratedFailureCount")]
    [InlineData(Distributed, "\"Label\": \"12345678901234567890123456789012345678901\"", DiagnosticCodes.InvalidLabelName,
        "Label '12345678901234567890123456789012345678901' exceeds the 40-character limit allowed by the service", "/Label")]
    [InlineData(Distributed, "\"Label\": \"a b\"", DiagnosticCodes.InvalidLabelName, "Invalid Label name: 'a b'", "/Label")]
    [InlineData(Distributed, "\"Label\": \"a?\"", DiagnosticCodes.InvalidLabelName, "Invalid Label name: 'a?'", "/Label")]
    [InlineData(Distributed, "\"Label\": \"\"", DiagnosticCodes.InvalidLabelName, "Invalid Label name: ''", "/Label")]
    [InlineData(Distributed, "\"ItemBatcher\": {}", Schema,
        "This object should have at least one of the following fields: [MaxItemsPerBatch, MaxInputBytesPerBatch]",
        "/ItemBatcher")]
    [InlineData(Distributed, "\"ToleratedFailureCount\": \"1\"", Schema, "Expected value of type Integer",
        "/ToleratedFailureCount")]
    [InlineData(Distributed, "\"ToleratedFailurePercentage\": 101", Schema, "Maximum value is 100",
        "/ToleratedFailurePercentage")]
    [InlineData(Distributed, "\"ItemSelector\": {}, \"Parameters\": {}", Schema,
        "There should only be one of the following fields: [ItemSelector, Parameters]", "")]
    public void Validate_Map_AnswersAsAws(string? processor, string fields, string code, string message, string location) =>
        PlantedFault.Assert(
            processor is null
                ? $$"""{"Type": "Map", {{fields}}}"""
                : $$"""{"Type": "Map", "ItemProcessor": {{processor}}, {{fields}}}""",
            code, message, location);

    [Theory]
    [InlineData("""{"Mode": "DISTRIBUTED"}""", "These fields are required: [ExecutionType]", "")]
    [InlineData("""{"Mode": "DISTRIBUTED", "ExecutionType": "FAST"}""",
        "Value should be one of the following: [STANDARD, EXPRESS]", "/ExecutionType")]
    [InlineData("""{"Mode": "INLINE", "ExecutionType": "EXPRESS"}""", "Field 'ExecutionType' is not supported", "")]
    public void Validate_ProcessorConfig_AnswersAsAws(string config, string message, string location) => PlantedFault.Assert(
        $$"""
        {"Type": "Map", "ItemProcessor": {
          "ProcessorConfig": {{config}}, "StartAt": "I", "States": {"I": {"Type": "Succeed"} } } }
        """,
        Schema, message, "/ItemProcessor/ProcessorConfig" + location);

    [Theory]
    [InlineData("""{}""", "These fields are required: [InputType]", "")]
    [InlineData("""{"InputType": "CSV"}""", "These fields are required: [CSVHeaderLocation]", "")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}""", "These fields are required: [CSVHeaders]", "")]
    [InlineData("""{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVHeaders": ["a"]}""",
        "Field 'CSVHeaders' is not supported", "")]
    [InlineData("""{"InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW"}""", "Field 'CSVHeaderLocation' is not supported", "")]
    [InlineData("""{"InputType": "JSON", "ItemsPointer": "ranges"}""", "Value is not a valid JSON Pointer", "/ItemsPointer")]
    [InlineData("""{"InputType": "ORC"}""",
        "Value should be one of the following: [CSV, JSON, JSONL, PARQUET, MANIFEST]", "/InputType")]
    [InlineData("""{"ManifestType": "ATHENA_DATA"}""", "These fields are required: [InputType]", "")]
    [InlineData("""{"ManifestType": "S3_INVENTORY", "InputType": "CSV"}""", "Field 'InputType' is not supported", "")]
    [InlineData("""{"InputType": "JSON", "Transformation": "NONE"}""", "Field 'Transformation' is not supported", "")]
    [InlineData("""{"InputType": "JSON", "MaxItems": -1}""", "Minimum value is 0", "/MaxItems")]
    [InlineData("""{"InputType": "JSONL", "ItemsPointer": "/ranges"}""", "Field 'ItemsPointer' is not supported", "")]
    public void Validate_ReaderConfig_AnswersAsAws(string config, string message, string location) => PlantedFault.Assert(
        $$"""
        {"Type": "Map", "ItemProcessor": {{Distributed}}, "ItemReader": {
          "Resource": "arn:aws:states:::s3:getObject", "Parameters": {}, "ReaderConfig": {{config}} } }
        """,
        Schema, message, "/ItemReader/ReaderConfig" + location);

    [Theory]
    [InlineData("""{}""", "These fields are required: [Resource, Parameters]", "")]
    [InlineData("""{"WriterConfig": {"Transformation": "ZIP"}}""",
        "Value should be one of the following: [NONE, COMPACT, FLATTEN]", "/WriterConfig/Transformation")]
    [InlineData("""{"WriterConfig": {}, "Parameters": {}}""", "These fields are required: [Resource]", "")]
    public void Validate_ResultWriter_AnswersAsAws(string writer, string message, string location) => PlantedFault.Assert(
        $$"""{"Type": "Map", "ItemProcessor": {{Distributed}}, "ResultWriter": {{writer}} }""",
        Schema, message, "/ResultWriter" + location);
}
