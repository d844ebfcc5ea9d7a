using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>Reads the context object of a test. The messages are AWS's as far as they are known.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal static class TestedContext
{
    private const string Text = "a string", Number = "a number", Any = "";

    private static readonly Dictionary<string, Dictionary<string, string>> s_fields = new()
    {
        ["Execution"] = new()
        {
            ["Id"] = Text, ["Input"] = Any, ["Name"] = Text, ["RoleArn"] = Text, ["StartTime"] = Text,
            ["RedriveCount"] = Number, ["RedriveTime"] = Text,
        },
        ["State"] = new() { ["EnteredTime"] = Text, ["Name"] = Text, ["RetryCount"] = Number },
        ["StateMachine"] = new() { ["Id"] = Text, ["Name"] = Text },
        ["Task"] = new() { ["Token"] = Text },
    };

    /// <exception cref="ApiException">ValidationException: it is not the context object of the state.</exception>
    public static ObjectData Parse(string json, StateUnderTest state)
    {
        var context = ParseObject(json);
        foreach (var (name, value) in context)
        {
            if (name == "Map") throw Invalid("'Map' field is not supported when mocking a Context object");
            if (!s_fields.TryGetValue(name, out var fields)) throw Invalid($"Field '{name}' is not allowed");
            if (name == "Task" && !HasToken(state))
            {
                throw Invalid(
                    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service "
                    + "integration pattern");
            }
            Check(name, value as ObjectData ?? throw Invalid($"{name} must be an object"), fields);
        }
        return context;
    }

    private static ObjectData ParseObject(string json)
    {
        try
        {
            return JsonData.Parse(json) as ObjectData ?? throw Invalid("Context object must be a JSON object");
        }
        catch (FormatException)
        {
            throw Invalid("Context object must be valid JSON");
        }
    }

    private static void Check(string name, ObjectData value, Dictionary<string, string> fields)
    {
        foreach (var (field, content) in value)
        {
            if (!fields.TryGetValue(field, out var type)) throw Invalid($"Field '{field}' is not allowed");
            var isOfType = type switch
            {
                Text => content is StringData,
                Number => content is NumberData,
                _ => true,
            };
            if (!isOfType) throw Invalid($"{name}.{field} must be {type}");
        }
    }

    private static bool HasToken(StateUnderTest state) =>
        state.Resource is { } resource && (Integration.IsJob(resource) || Integration.WaitsForToken(resource));

    private static ApiException Invalid(string problem) =>
        ApiException.Validation($"Invalid Context object provided: {problem}");
}
