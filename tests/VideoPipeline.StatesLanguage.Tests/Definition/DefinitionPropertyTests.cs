using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

public sealed partial class DefinitionPropertyTests
{
    private const string JsonPath =
        """
        {"Comment": "all types", "Version": "1.0", "TimeoutSeconds": 100, "StartAt": "P", "States": {
          "P": {"Type": "Pass", "Comment": "c", "Parameters": {"a.$": "$.a", "b": [{"c.$": "States.Array(1)"}]},
            "ResultPath": "$.r",
                "Assign": {"v.$": "$.x"}, "Next": "C"},
          "C": {"Type": "Choice", "Choices": [
            {"And": [{"Variable": "$.a", "IsPresent": true}, {"Not": {"Variable": "$.a", "StringEquals": "x"}}], "Next": "W"},
            {"Variable": "$.n", "NumericLessThanPath": "$.m", "Next": "T"}], "Default": "F"},
          "W": {"Type": "Wait", "Seconds": 1, "Next": "T"},
          "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
                "TimeoutSeconds": 10, "HeartbeatSeconds": 5, "ResultSelector": {"r.$": "$.Payload"}, "OutputPath": "$.r",
                "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 1, "MaxAttempts": 2, "BackoffRate": 1.5,
                  "MaxDelaySeconds": 9}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "F"}], "Next": "L"},
          "L": {"Type": "Parallel", "Branches": [
            {"StartAt": "L1", "States": {"L1": {"Type": "Pass", "Result": 1, "End": true}}},
            {"StartAt": "L2", "States": {"L2": {"Type": "Succeed"}}}], "Next": "M"},
          "M": {"Type": "Map", "Label": "m", "MaxConcurrency": 3, "ToleratedFailurePercentage": 5,
                "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "M1", "States": {"M1": {"Type": "Pass", "End": true}}},
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key.$": "$.k"},
                  "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["h"], "MaxItems": 4}},
                "ItemSelector": {"i.$": "$$.Map.Item.Index"}, "ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {"z": 1}},
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}, "Next": "S"},
          "S": {"Type": "Succeed"}, "F": {"Type": "Fail", "Error": "E", "CausePath": "States.Format('{}', $.c)"}}}
        """;

    private const string Jsonata =
        """
        {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
          "P": {"Type": "Pass", "Output": {"a": "{% $states.input.a %}", "b": ["{% 1 + 1 %}"]},
            "Assign": {"v": "{% 2 %}"}, "Next": "C"},
          "C": {"Type": "Choice", "Choices": [{"Condition": "{% $v = 2 %}", "Output": "{% $v %}", "Next": "T"}], "Default": "M"},
          "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f",
            "Payload": "{% $v %}"},
                "TimeoutSeconds": "{% 5 %}", "Catch": [{"ErrorEquals": ["E"], "Output": "{% $states.errorOutput %}",
                  "Next": "M"}],
                "Next": "M"},
          "M": {"Type": "Map", "Items": "{% [1, 2] %}", "ItemSelector": {"i": "{% $states.context.Map.Item.Value %}"},
                "ItemProcessor": {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": "{% 1 %}",
                  "End": true}}}, "End": true}}}
        """;

    private static readonly string[] s_definitions = [JsonPath, Jsonata];

    [JsonataFact]
    public void Parse_UnchangedDefinitions_AreValid() =>
        Assert.All(s_definitions, definition => Assert.Empty(StateMachineDefinition.Validate(definition)));

    [JsonataFact]
    public void Parse_MutatedDefinition_SucceedsOrThrowsTheTypedExceptionOnly() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Mutations(), json =>
        {
            try
            {
                StateMachineDefinition.Parse(json);
                return StateMachineDefinition.Validate(json).All(found => found.Severity == DiagnosticSeverity.Warning);
            }
            catch (InvalidDefinitionException invalid)
            {
                return invalid.Diagnostics.Count > 0 && invalid.Diagnostics.All(found => found.Remedy.Length > 0);
            }
        }));

    [JsonataFact]
    public void Validate_MutatedDefinition_LocatesEachDiagnosticInTheDocument() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Mutations(), json => StateMachineDefinition.Validate(json).All(
            found => found.Location is null || Find(JsonData.Parse(json), found.Location) is not null)));

    [JsonataFact]
    public void Validate_SeveralFaultsPlanted_ReportsEachOfThem() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, (1 << s_faults.Length) - 1).ToArbitrary(),
            chosen =>
            {
                var planted = s_faults.Where((_, index) => (chosen & (1 << index)) != 0).ToArray();
                var json = planted.Aggregate(JsonPath, (text, fault) => Replace(text, fault.Old, fault.New));
                var found = StateMachineDefinition.Validate(json).Select(diagnostic => diagnostic.Location).ToHashSet();
                return found.SetEquals(planted.Select(fault => fault.Location));
            }));

    // Faults that are independent of each other, each with the only location that it is reported at.
    private static readonly (string Old, string New, string? Location)[] s_faults =
    [
        ("\"Version\": \"1.0\"", "\"Version\": \"7\"", "/Version"),
        ("\"TimeoutSeconds\": 100", "\"TimeoutSeconds\": -4", "/TimeoutSeconds"),
        ("\"a.$\": \"$.a\"", "\"a.$\": \"a\"", "/States/P/Parameters"),
        ("\"c.$\": \"States.Array(1)\"", "\"c.$\": \"States.Array(\"", "/States/P/Parameters/b[0]"),
        ("\"Variable\": \"$.a\", \"StringEquals\": \"x\"", "\"Variable\": \"$.a\", \"StringEquals\": 5",
            "/States/C/Choices[0]/And[1]/Not/StringEquals"),
        ("\"Default\": \"F\"", "\"Default\": \"Nowhere\"", "/States/C/Default"),
        ("\"Seconds\": 1,", "\"Seconds\": \"1\",", "/States/W/Seconds"),
        ("\"HeartbeatSeconds\": 5", "\"HeartbeatSeconds\": 50", "/States/T/HeartbeatSeconds"),
        ("\"BackoffRate\": 1.5", "\"BackoffRate\": 0.5", "/States/T/Retry[0]/BackoffRate"),
        ("[\"States.ALL\"]", "[\"States.ALL\", \"E\"]", "/States/T/Catch[0]/ErrorEquals"),
        ("\"L1\": {", "\"P\": {", "/States/L/Branches[0]/States/P"),
        ("\"Label\": \"m\"", "\"Label\": \"m m\"", "/States/M/Label"),
        ("\"CSVHeaderLocation\": \"GIVEN\", ", "", "/States/M/ItemReader/ReaderConfig"),
        ("\"ExecutionType\": \"STANDARD\"", "\"ExecutionType\": \"SLOW\"",
            "/States/M/ItemProcessor/ProcessorConfig/ExecutionType"),
        ("\"S\": {\"Type\": \"Succeed\"", "\"S\": {\"Type\": \"Succeed\", \"Retry\": []", "/States/S"),
    ];

    private static Arbitrary<string> Mutations() =>
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         from changes in Gen.Choose(1, 5)
         select Mutate(seed, changes)).ToArbitrary();

    private static string Mutate(int seed, int changes)
    {
        var random = new Random(seed);
        var json = JsonData.Parse(s_definitions[random.Next(s_definitions.Length)]);
        for (var i = 0; i < changes; i++) json = DefinitionMutation.Apply(json, random);
        return json.ToString();
    }

    private static string Replace(string text, string old, string replacement)
    {
        // The start of a branch is named twice.
        if (old == "\"L1\": {") text = text.Replace("\"StartAt\": \"L1\"", "\"StartAt\": \"P\"", StringComparison.Ordinal);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    // The value at a location; names may contain slashes only where no test has them.
    private static JsonData? Find(JsonData json, string location)
    {
        JsonData? value = json;
        foreach (Match step in Steps().Matches(location))
        {
            value = step.Groups["index"] is { Success: true } index
                ? (value as ArrayData)?.ElementAtOrDefault(int.Parse(index.Value))
                : (value as ObjectData)?.Find(step.Groups["name"].Value);
            if (value is null) return null;
        }
        return value;
    }

    [GeneratedRegex(@"\[(?<index>\d+)\]|/(?<name>[^/\[]+)")]
    private static partial Regex Steps();
}
