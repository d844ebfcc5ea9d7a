using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Mocking;

/// <summary>Reads a mock configuration. All faults are reported when the server starts, except that a mocked response may be
/// without invocations, as in Step Functions Local.</summary>
/// <param name="file">The path of the file, for messages.</param>
internal sealed class MockConfigurationReader(string file)
{
    private const string Machines = "StateMachines", Cases = "TestCases", Responses = "MockedResponses";

    /// <exception cref="InvalidInputException">It is malformed.</exception>
    public MockConfiguration Read(JsonData root)
    {
        var top = Fields(root, "");
        var responses = Fields(Required(top, Responses, ""), Responses)
            .ToDictionary(field => field.Key, field => Response(field.Key, field.Value));
        return new MockConfiguration(file, Fields(Required(top, Machines, ""), Machines).ToDictionary(
            field => field.Key,
            field => TestCases(Fields(field.Value, $"{Machines}.{field.Key}"), $"{Machines}.{field.Key}", responses)));
    }

    private IReadOnlyDictionary<string, TestCase> TestCases(
        ObjectData machine, string path, IReadOnlyDictionary<string, MockedResponse> responses) =>
        Fields(Required(machine, Cases, path), $"{path}.{Cases}").ToDictionary(
            field => field.Key,
            field => new TestCase(Fields(field.Value, $"{path}.{Cases}.{field.Key}").ToDictionary(
                state => state.Key,
                state => Named(state.Value, $"{path}.{Cases}.{field.Key}.{state.Key}", responses))));

    private MockedResponse Named(JsonData name, string path, IReadOnlyDictionary<string, MockedResponse> responses) =>
        name is not StringData { Value: var text } ? throw Error(path, $"This must be the name of a field of {Responses}.")
        : responses.GetValueOrDefault(text) ?? throw Error(path, $"{Responses} has no '{text}'. Add it, or correct the name.");

    private MockedResponse Response(string name, JsonData json)
    {
        var path = $"{Responses}.{name}";
        var ranges = Fields(json, path)
            .Select(field => Invocations(field.Key, Fields(field.Value, $"{path}.{field.Key}"), $"{path}.{field.Key}"))
            .OrderBy(range => range.First).ToArray();
        foreach (var (range, next) in ranges.Zip(ranges.Skip(1)))
        {
            if (next.First <= range.Last)
                throw Error(path, $"Invocation {next.First} has two responses. Let the ranges not overlap.");
        }
        return new MockedResponse(name, ranges);
    }

    private MockedInvocations Invocations(string range, ObjectData response, string path)
    {
        var numbers = range.Split('-').Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (numbers is not [>= 0] and not [>= 0, >= 0] || numbers[^1] < numbers[0])
        {
            throw Error(
                path,
                "The name must be the number of an invocation, counted from 0, or a range of numbers, such as \"0\" or \"1-2\".");
        }
        if (response.Count != 1 || response.Names.Single() is not ("Return" or "Throw"))
            throw Error(path, "This must have the field Return or the field Throw, and no other.");
        return response["Return"] is { } result
            ? new MockedInvocations(numbers[0], numbers[^1], result, default)
            : new MockedInvocations(numbers[0], numbers[^1], null, Failure(response["Throw"]!, $"{path}.Throw"));
    }

    private (string Error, string Cause) Failure(JsonData json, string path) =>
        json["Error"] is StringData { Value: var error } && json["Cause"] is StringData { Value: var cause }
            ? (error, cause)
            : throw Error(path, "This must be an object with the strings Error and Cause.");

    private JsonData Required(ObjectData parent, string name, string path) =>
        parent[name] ?? throw Error(path, $"{name} is missing. Add it: an object.");

    private ObjectData Fields(JsonData json, string path) => json as ObjectData ?? throw Error(path, "This must be an object.");

    private InvalidInputException Error(string path, string problem) =>
        new($"{file}: {(path.Length == 0 ? "" : $"{path}: ")}{problem}");
}
