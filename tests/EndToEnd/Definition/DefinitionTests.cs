using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

public class DefinitionTests
{
    [ValidatorsFact]
    public void Definitions_OfTheRepository_AreValid()
    {
        var definitions = Directory.GetFiles(Path.Combine(Repository.Root, "statemachine"), "*.asl.json");

        Assert.Equal(2, definitions.Length);
        Assert.All(definitions, path => Assert.Equal("", DefinitionValidators.Validate(File.ReadAllText(path))));
    }

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
