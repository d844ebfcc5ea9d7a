using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

public class DefinitionTests
{
    private static readonly string s_definition = Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json");

    [ValidatorsFact]
    public void Definition_OfTheRepository_IsValid() =>
        Assert.Equal("", DefinitionValidators.Validate(File.ReadAllText(s_definition)));

    [ValidatorsFact]
    public void Definition_TaskWithoutResource_IsFoundByAslValidator() =>
        Assert.Contains("asl-validator: ", DefinitionValidators.Validate(
            """{ "StartAt": "Index", "States": { "Index": { "Type": "Task", "End": true } } }"""));

    [ValidatorsFact]
    public void Definition_BackoffRateBelowOne_IsFoundByLanguageService() =>
        Assert.Contains("amazon-states-language-service: line 4: ", DefinitionValidators.Validate(
            """
            { "StartAt": "Index", "States": { "Index": {
              "Type": "Task",
              "Resource": "arn:aws:states:::lambda:invoke",
              "Retry": [ { "ErrorEquals": [ "States.ALL" ], "BackoffRate": 0.5 } ],
              "End": true } } }
            """));
}
