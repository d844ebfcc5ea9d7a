using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Results.Files;
using Xunit;

namespace VideoPipeline.Tests.Executions;

/// <summary>Inputs of executions against the published schema.</summary>
public sealed class ExecutionInputTests
{
    private static readonly JsonElement s_schema =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "input.schema.json"))).RootElement;

    // Of each property, what it may be and what it may not.
    private static readonly (string Name, string[] Values)[] s_values =
    [
        ("video", ["\"film.mp4\"", "\"\"", "7"]),
        ("rgb", ["true", "false", "\"yes\""]),
        ("strict", ["true", "null"]),
        ("workers", ["1", "10000", "0", "10001", "\"4\"", "1.5"]),
        ("framesPerRange", ["1", "0", "2147483648"]),
        ("every", ["24", "0", "[]"]),
        ("fps", ["\"2\"", "2"]),
        ("keyframes", ["true", "false"]),
        ("frames", ["\"0:250\"", "\"\""]),
        ("at", ["\"0,1.5s\"", "{}"]),
        ("other", ["1"]),
    ];

    [Fact]
    public void Schema_Properties_AreThoseOfTheInput() => Assert.Equal(
        typeof(ExecutionInput).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(),
        s_schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());

    [Fact]
    public void Parse_AnyInput_AcceptsWhatTheSchemaDoes() => Prop.ForAll(AnyInput, text =>
    {
        var input = JsonDocument.Parse(text).RootElement;
        return (Failure(input) is null) == (new JsonSchema(s_schema).Errors(input).Count == 0);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("[]", "The input is [] and must be a JSON object such as {\"video\"")]
    [InlineData("{}", "The input has no video. The address: https://")]
    [InlineData("""{"video": ""}""", "video is \"\" and must not be empty.")]
    [InlineData("""{"video": " "}""", "No video is named")]
    [InlineData("""{"video": "a", "workers": 0}""", "workers is 0 and must be 1 or more. Ranges decoded at the same time")]
    [InlineData("""{"video": "a", "workers": "4"}""", "workers is \"4\" and must be a whole number.")]
    [InlineData("""{"video": "a", "fps": 2}""", "fps is 2 and must be a text in quotes.")]
    [InlineData("""{"video": "a", "Workers": 4}""", "Workers is not known; there are video, stream, rgb, strict, workers,")]
    [InlineData("""{"video": "a", "every": 2, "fps": "2"}""", "Frames are picked in one way")]
    [InlineData("""{"video": "a", "at": "x"}""", "'x' is neither a frame's number (25) nor a time")]
    [InlineData("""{"video": "\ud800"}""", "no valid Unicode")]
    public void Parse_OfAWrongInput_SaysWhatToChange(string text, string message) =>
        Assert.Contains(message, Failure(JsonDocument.Parse(text).RootElement)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_OfSeveralFaults_NamesEach()
    {
        var message = Failure(JsonDocument.Parse("""{"rgb": 1, "workers": -1}""").RootElement)!.Message;

        Assert.All(["no video", "rgb is 1", "workers is -1"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_OfWhatToJsonWrote_IsTheSame()
    {
        var input = new ExecutionInput { Video = "s3://b/ä \"+", Rgb = true, Workers = 3, FramesPerRange = 120, Every = 24 };

        Assert.Equal(input, ExecutionInput.Parse(JsonDocument.Parse(input.ToJson()).RootElement));
    }

    private static InvalidInputException? Failure(JsonElement input)
    {
        try
        {
            ExecutionInput.Parse(input);
            return null;
        }
        catch (InvalidInputException failure)
        {
            return failure;
        }
    }

    private static Arbitrary<string> AnyInput => Gen.Elements(s_values)
        .SelectMany(property => Gen.Elements(property.Values).Select(value => (property.Name, Value: value)))
        .ListOf().Select(chosen =>
        {
            var input = new JsonObject { ["video"] = "film.mp4" };
            foreach (var (name, value) in chosen) input[name] = JsonNode.Parse(value);
            return input.ToJsonString();
        }).ToArbitrary();
}
