using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Executions;

/// <summary>Validation of execution inputs against the published schema.</summary>
public sealed class ExecutionInputTests
{
    private static readonly JsonElement s_schema =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "input.schema.json"))).RootElement;

    // Valid and invalid values of each property.
    private static readonly (string Name, string[] Values)[] s_values =
    [
        ("video", ["\"film.mp4\"", "\"\"", "7"]),
        ("stream", ["0", "65535", "-1", "65536", "\"0\""]),
        ("rgb", ["true", "false", "\"yes\""]),
        ("strict", ["true", "null"]),
        ("workers", ["1", "10000", "0", "10001", "\"4\"", "1.5"]),
        ("framesPerRange", ["1", "0", "2147483648"]),
        ("every", ["24", "0", "[]"]),
        ("fps", ["\"2\"", "2"]),
        ("keyframes", ["true", "false"]),
        ("frames", ["\"0:250\"", "\"\""]),
        ("at", ["\"0,1.5s\"", "{}"]),
        ("model", ["\"googlenet\"", "\"\"", "1"]),
        ("fingerprint", ["true", "\"yes\""]),
        ("fingerprintEvery", ["\"24\"", "\"2s\"", "\"\"", "24"]),
        ("other", ["1"]),
    ];

    [Fact]
    public void Schema_Properties_MatchExecutionInput() => Assert.Equal(
        typeof(ExecutionInput).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(),
        s_schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());

    [Property]
    public Property Parse_AnyInput_SucceedsExactlyIfTheSchemaAcceptsIt() => Prop.ForAll(AnyInput, text =>
    {
        var input = JsonDocument.Parse(text).RootElement;
        return (Failure(input) is null) == (new JsonSchema(s_schema).Errors(input).Count == 0);
    });

    [Theory]
    [InlineData("[]", "The input must be a JSON object such as {\"video\": \"https://example.com/film.mp4\"} (got []).")]
    [InlineData("{}", "video is required. The address of the video: https://")]
    [InlineData("""{"video": ""}""", "video must not be empty (got \"\").")]
    [InlineData("""{"video": " "}""", "video must not be empty. Give a path")]
    [InlineData("""{"video": "a", "workers": 0}""", "workers must be at least 1 (got 0). The number of ranges decoded")]
    [InlineData("""{"video": "a", "workers": "4"}""", "workers must be an integer (got \"4\").")]
    [InlineData("""{"video": "a", "fps": 2}""", "fps must be a string in double quotes (got 2).")]
    [InlineData("""{"video": "a", "Workers": 4}""", "Workers is not a property of the input. Use one of video, stream,")]
    [InlineData(
        """{"video": "a", "every": 2, "fps": "2"}""", "Only one of every, fps, count, keyframes, frames and at can be given.")]
    [InlineData("""{"video": "a", "every": 0}""", "every must be at least 1 (got 0). every=24 selects frames 0, 24, 48…")]
    [InlineData("""{"video": "a", "stream": 65536}""", "stream must be at most 65535 (got 65536).")]
    [InlineData("""{"video": "a", "fps": "fast"}""", "fps must be a positive number or fraction with at most 9 digits (got")]
    [InlineData("""{"video": "a", "frames": "5"}""", "frames must be a range A:B, :B or A: (got '5').")]
    [InlineData("""{"video": "a", "top": 3}""", "classifyEvery and top require a model.")]
    [InlineData("""{"video": "a", "at": "x"}""", "at contains 'x', which is neither a frame number (25, 25f) nor a time")]
    [InlineData("""{"video": "\ud800"}""", "The input contains an unpaired surrogate escape.")]
    public void Parse_InvalidInput_SaysWhatToChange(string text, string message) =>
        Assert.Contains(message, Failure(JsonDocument.Parse(text).RootElement)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_SeveralProblems_ReportsEach()
    {
        var message = Failure(JsonDocument.Parse("""{"rgb": 1, "workers": -1}""").RootElement)!.Message;

        Assert.All(
            ["video is required", "rgb must be true or false (got 1)", "workers must be at least 1 (got -1)"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_InputThatDoesNotFitAPayloadWithItsWork_SaysTheLimit()
    {
        var input = JsonSerializer.SerializeToElement(new { video = "a", at = new string('1', ExecutionInput.MaxBytes) });

        Assert.Contains($"at most {ExecutionInput.MaxBytes} are possible", Failure(input)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OutputOfToJson_RoundTrips()
    {
        var input = new ExecutionInput { Video = "s3://b/ä \"+", Rgb = true, Workers = 3, FramesPerRange = 120, Every = 24 };

        Assert.Equal(input, ExecutionInput.Parse(JsonDocument.Parse(input.ToJson()).RootElement));
    }

    [Fact]
    public void ToJson_AddressesWithCredentials_WritesThemInFull()
    {
        var input = new ExecutionInput { Video = "https://u:secret@host/a?key=secret", Model = "https://u:secret@host/m" };

        Assert.Equal(input, ExecutionInput.Parse(JsonDocument.Parse(input.ToJson()).RootElement));
        Assert.DoesNotContain("secret", $"{input} {JsonSerializer.Serialize(input)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"at":"1","video":"https://u:secret@host/a?key=secret"}""", """{"at":"1","video":"https://host/a?…"}""")]
    [InlineData("""{"video":"a.mp4","model":"https://u:secret@host/m"}""", """{"video":"a.mp4","model":"https://host/m"}""")]
    [InlineData("""{"video":5, "other": ["x"]}""", """{"video":5,"other":["x"]}""")]
    [InlineData("null", "null")]
    public void WithoutSecrets_Input_DiffersInTheCredentialsOnly(string given, string expected) => Assert.True(
        JsonElement.DeepEquals(
            JsonDocument.Parse(expected).RootElement,
            ExecutionInput.WithoutSecrets(JsonDocument.Parse(given).RootElement)));

    [Theory]
    [InlineData("\"https://host/a?key=secret\"")]
    [InlineData("""{"video":["https://u:secret@host/a?key=secret"]}""")]
    [InlineData("""{"video":"a","https://u:secret@host/a?key=secret":1}""")]
    [InlineData("""{"video":"a","rgb":"https://u:secret@host/a?key=secret"}""")]
    public void Parse_AddressInTheWrongPlace_IsReportedWithoutCredentials(string text) =>
        Assert.DoesNotContain("secret", Failure(JsonDocument.Parse(text).RootElement)!.Message, StringComparison.Ordinal);

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
