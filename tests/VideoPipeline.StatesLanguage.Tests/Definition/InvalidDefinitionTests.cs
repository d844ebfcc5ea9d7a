using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

public sealed class InvalidDefinitionTests
{
    private const string Schema = DiagnosticCodes.SchemaValidationFailed;

    // Answers of AWS: recorded (localstack's snapshots), or measured and published with the definition.
    [Theory]
    [InlineData("", Schema, "Definition must be a valid JSON object", null)]
    [InlineData("[]", Schema, "Definition must be a valid JSON object", null)]
    [InlineData("{}", Schema, "These fields are required: [States, StartAt]", "/")]
    [InlineData("""{"States": {"A": {"Type": "Succeed"}}}""", Schema, "These fields are required: [StartAt]", "/")]
    [InlineData(
        """{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}}""",
        Schema, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", "/States/A")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}""",
        DiagnosticCodes.MissingEndState, "Workflow has no terminal state", null)]
    [InlineData(
        """
        {"StartAt": "A", "States": {
          "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}, "C": {"Type": "Pass", "Next": "A"}}}
        """,
        DiagnosticCodes.MissingEndState, "Workflow has no terminal state", null)]
    [InlineData(
        """
        {"StartAt": "A", "States": {
          "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}, "C": {"Type": "Pass", "End": true}}}
        """,
        DiagnosticCodes.MissingTransitionTarget, "State \"C\" is not reachable.", "/States/C")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Extra": 1}""", Schema, "Field 'Extra' is not supported", "/")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Version": "2.0"}""",
        Schema, "Value should be one of the following: [1.0]", "/Version")]
    [InlineData(
        """
        {"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}}}
        """,
        DiagnosticCodes.DuplicateStateName, "Duplicate State name: A", "/States/A/Branches[0]/States/A")]
    public void Validate_Definition_AnswersAsAws(string json, string code, string message, string? location)
    {
        var diagnostic = Assert.Single(StateMachineDefinition.Validate(json));

        Assert.Equal((code, message, location), (diagnostic.Code, diagnostic.Message, diagnostic.Location));
    }

    [Theory]
    [InlineData("""{"Type": "Pass", "TimeoutSeconds": 5}""", Schema, "Field 'TimeoutSeconds' is not supported", "")]
    [InlineData("""{"Type": "Pass", "Next": "Z"}""", Schema, "There should only be one of the following fields: [Next, End]", "")]
    [InlineData(
        """{"Type": "Pass", "Output": 1}""", Schema,
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage", "")]
    [InlineData(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "InputPath": "$"}""", Schema,
        "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage", "")]
    [InlineData("""{"Type": "Pass", "OutputPath": "x"}""", Schema, "Value must be a valid JSONPath.", "/OutputPath")]
    [InlineData("""{"Type": "Pass", "InputPath": "$.a["}""", Schema, "Value must be a valid JSONPath.", "/InputPath")]
    [InlineData("""{"Type": "Pass", "ResultPath": "$[*]"}""", Schema, "Value is not a Reference Path", "/ResultPath")]
    [InlineData(
        """{"Type": "Pass", "Assign": {"v.$": "Test"}}""", Schema,
        "The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call", "/Assign")]
    [InlineData(
        """{"Type": "Pass", "Parameters": {"a": {"b.$": "States.Nothing()"}}}""", Schema,
        "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call", "/Parameters/a")]
    [InlineData(
        """{"Type": "Pass", "Assign": {"states": 1}}""", DiagnosticCodes.ReservedVariableName,
        "Cannot assign to reserved variable '$states'.", "/Assign/states")]
    [InlineData(
        """{"Type": "Pass", "Assign": {"1a": 1}}""", DiagnosticCodes.InvalidVariableName,
        "Invalid variable name '1a': the variable name contains invalid characters.", "/Assign/1a")]
    [InlineData(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"v": "{% phone %}"}}""",
        DiagnosticCodes.UnsupportedJsonataExpression, "Reference to 'phone' at the top level is not supported.", "/Output/v")]
    [InlineData(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% [1][$states.errorOutput.Cause = 'x'] %}"}""",
        DiagnosticCodes.UnsupportedJsonataExpression, "Field '$states.errorOutput' does not exist.", "/Output")]
    [InlineData(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": ["{% 1 + %}"]}""",
        DiagnosticCodes.InvalidJsonataExpression, "Unexpected end of expression", "/Output[0]")]
    [InlineData(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1"}""", Schema,
        "JSONata string must start with {% and end with %}", "/Output")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "jsonata"}""", Schema,
        "Value should be one of the following: [JSONPath, JSONata]", "/QueryLanguage")]
    [InlineData("""{"Type": "Pass", "Comment": 1}""", Schema, "Expected value of type String", "/Comment")]
    [InlineData("""{"Type": "Wait", "Seconds": 1, "SecondsPath": "$.s"}""", Schema,
        "There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]", "")]
    [InlineData("""{"Type": "Wait"}""", Schema,
        "This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]", "")]
    [InlineData("""{"Type": "Wait", "Timestamp": "tomorrow"}""", Schema, "String does not match RFC3339 timestamp", "/Timestamp")]
    [InlineData("""{"Type": "Wait", "Seconds": -1}""", Schema, "Minimum value is 0", "/Seconds")]
    [InlineData("""{"Type": "Wait", "Seconds": 100000000}""", Schema, "Maximum value is 99999999", "/Seconds")]
    [InlineData("""{"Type": "Wait", "Seconds": "1"}""", Schema, "Expected value of type Integer", "/Seconds")]
    public void Validate_State_AnswersAsAws(string state, string code, string message, string location) =>
        PlantedFault.Assert(state, code, message, location);

    [Theory]
    [InlineData("""{"Type": "Choice"}""", "These fields are required: [Choices]", "")]
    [InlineData("""{"Type": "Choice", "Choices": []}""", "Value cannot be empty", "/Choices")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true}]}""",
        "These fields are required: [Next]", "/Choices[0]")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsMagic": true, "Next": "Z"}]}""",
        "Field 'IsMagic' is not supported", "/Choices[0]")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": "1", "Next": "Z"}]}""",
        "Expected value of type Number", "/Choices[0]/NumericEquals")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "a", "IsNull": true, "Next": "Z"}]}""",
        "Value is not a Reference Path: Reference path didn't start with '$'", "/Choices[0]/Variable")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Next": "Z"}]}""",
        "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]", "/Choices[0]")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Not": {"Variable": "$.a", "IsNull": true, "Next": "Z"}, "Next": "Z"}]}""",
        "Field 'Next' is not supported", "/Choices[0]/Not")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Condition": true, "Variable": "$.a", "IsNull": true, "Next": "Z"}]}""",
        "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage",
        "/Choices[0]")]
    public void Validate_Choice_AnswersAsAws(string state, string message, string location) =>
        PlantedFault.Assert(state, Schema, message, location);

    [Theory]
    [InlineData("\"Resource\": \"x\"", "Value is not a valid resource ARN", "/Resource")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\"", "The field 'Parameters' is required but was missing", "")]
    [InlineData("\"TimeoutSeconds\": 5, \"HeartbeatSeconds\": 5",
        "HeartbeatSeconds must be less than TimeoutSeconds (got 5 and 5)", "/HeartbeatSeconds")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"Payload\": {}}",
        "The field 'FunctionName' is required but was missing", "/Parameters")]
    [InlineData("\"TimeoutSeconds\": 0", "Minimum value is 1", "/TimeoutSeconds")]
    [InlineData("\"TimeoutSeconds\": 5, \"TimeoutSecondsPath\": \"$.t\"",
        "There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]", "")]
    [InlineData("\"Credentials\": {}", "The field 'RoleArn' is required but was missing", "/Credentials")]
    [InlineData("\"Retry\": [{}]", "These fields are required: [ErrorEquals]", "/Retry[0]")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": []}]", "Value cannot be empty", "/Retry[0]/ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"E\"]}]",
        "States.ALL must appear alone and at end of list", "/Retry[0]/ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"E\"]}]",
        "States.ALL must appear alone and at end of list", "/Retry[0]/ErrorEquals")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"BackoffRate\": 0.5}]", "Minimum value is 1", "/Retry[0]/BackoffRate")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"JitterStrategy\": \"SOME\"}]",
        "Value should be one of the following: [NONE, FULL]", "/Retry[0]/JitterStrategy")]
    [InlineData("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"IntervalSeconds\": 5, \"MaxDelaySeconds\": 5}]",
        "Minimum value is 6", "/Retry[0]/MaxDelaySeconds")]
    [InlineData("\"Catch\": [{\"ErrorEquals\": [\"E\"]}]", "These fields are required: [Next]", "/Catch[0]")]
    public void Validate_Task_AnswersAsAws(string fields, string message, string location)
    {
        var resource = fields.Contains("Resource", StringComparison.Ordinal)
            ? "" : "\"Resource\": \"arn:aws:lambda:r:1:function:f\", ";
        PlantedFault.Assert($$"""{"Type": "Task", {{resource}}{{fields}}}""", Schema, message, location);
    }

    [Theory]
    [InlineData("not a definition", "not", 1, 4)]
    [InlineData("{\"ä\": 1,\n \"b\": nul }", "nul", 2, 10)]
    public void Validate_NotJson_NamesTheTokenAsAws(string json, string token, int line, int column)
    {
        var diagnostic = Assert.Single(StateMachineDefinition.Validate(json));

        var place = $"[Source: (String)\"{json}\"; line: {line}, column: {column}]";
        Assert.Equal(
            (DiagnosticCodes.InvalidJsonDescription, place,
                $"Unrecognized token '{token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
                + $"'false')\n at {place}"),
            (diagnostic.Code, diagnostic.Location, diagnostic.Message));
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"StartAt\": \"A")]
    [InlineData("{\"StartAt\": }")]
    public void Validate_MalformedJson_NamesThePlace(string json)
    {
        var diagnostic = Assert.Single(StateMachineDefinition.Validate(json));

        Assert.Equal(DiagnosticCodes.InvalidJsonDescription, diagnostic.Code);
        Assert.EndsWith($"\n at {diagnostic.Location}", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Express state machine does not support '.waitForTaskToken' service integration ")]
    [InlineData("arn:aws:states:::states:startExecution.sync:2",
        "Express state machine does not support '.sync' service integration ")]
    [InlineData("arn:aws:states:r:1:activity:a", "Express state machine does not support Activity ARN")]
    public void Validate_ExpressWithStandardIntegration_IsRefused(string resource, string message)
    {
        var machine = Machine.Single($$"""{"Type": "Task", "Resource": "{{resource}}", "Parameters": {} }""");

        Assert.Empty(StateMachineDefinition.Validate(machine));
        var diagnostic = Assert.Single(StateMachineDefinition.Validate(machine, isExpress: true));
        Assert.Equal((message, "/States/S/Resource"), (diagnostic.Message, diagnostic.Location));
    }

    [Fact]
    public void Validate_MissingStartAndUnreachableStates_ReportsOnlyThoseThatNothingLeadsTo()
    {
        var diagnostics = StateMachineDefinition.Validate(
            """{"StartAt": "Not sure", "States": {"One": {"Type": "Pass", "Next": "Two"}, "Two": {"Type": "Succeed"}}}""");

        Assert.Equal(
            [("Missing 'Next' target: Not sure", "/StartAt"), ("State \"One\" is not reachable.", "/States/One")],
            diagnostics.Select(diagnostic => (diagnostic.Message, diagnostic.Location)));
    }

    [Fact]
    public void Validate_MissingTargets_NamesEachPlace()
    {
        var diagnostics = StateMachineDefinition.Validate(
            """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "1"}], "Default": "T"},
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Next": "2",
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "3"}]}}}
            """);

        Assert.Equal(
            ["/States/C/Choices[0]/Next", "/States/T/Catch[0]/Next", "/States/T/Next", null],
            diagnostics.Select(diagnostic => diagnostic.Location));
        Assert.Equal(DiagnosticCodes.MissingEndState, diagnostics[^1].Code);
    }

    [Theory]
    [InlineData("""{"Type": "Pass", "Parameters": {"a": "$.b"}}""", DiagnosticCodes.NoDollar, "/Parameters/a")]
    [InlineData("""{"Type": "Pass", "Result": "$.b"}""", DiagnosticCodes.PassResultIsStatic, "/Result")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "$.b", "Next": "Z"}]}""",
        DiagnosticCodes.NoPath, "/Choices[0]/StringEquals")]
    public void Validate_ConstantThatLooksLikeAPath_WarnsAndParses(string state, string code, string location)
    {
        var machine = PlantedFault.Definition(state);

        var warning = Assert.Single(StateMachineDefinition.Validate(machine));
        Assert.Equal(
            (DiagnosticSeverity.Warning, code, "/States/S" + location), (warning.Severity, warning.Code, warning.Location));
        Assert.NotEmpty(StateMachineDefinition.Parse(machine).Workflow.States);
    }

    [Fact]
    public void Parse_SeveralFaults_ThrowsOneExceptionWithARemedyForEach()
    {
        var invalid = Assert.Throws<InvalidDefinitionException>(() => StateMachineDefinition.Parse(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Wait", "Seconds": "long", "Next": "B"},
              "B": {"Type": "Pass", "InputPath": "x", "Result": "$.a", "End": true}}}
            """));

        Assert.Equal(["/States/A/Seconds", "/States/B/InputPath"], invalid.Diagnostics.Select(fault => fault.Location));
        Assert.Equal(2, invalid.Message.Split('\n').Length);
        Assert.All(invalid.Diagnostics, fault => Assert.Contains(fault.Remedy, invalid.Message, StringComparison.Ordinal));
    }
}
