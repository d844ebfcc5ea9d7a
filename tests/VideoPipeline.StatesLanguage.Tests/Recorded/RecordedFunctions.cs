using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tests.Support;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>Creates the functions of a recorded case from the descriptions of their behavior.</summary>
internal static partial class RecordedFunctions
{
    public static void AddTo(Machine machine, RecordedCase recorded)
    {
        foreach (var function in recorded.Json["lambdas"]!.Items)
        {
            Add(machine, function["name"]!.Text, function["behaviour"]!.Text);
        }
    }

    private static void Add(Machine machine, string name, string behaviour)
    {
        if (behaviour == "returns its event")
        {
            machine.Functions.With(name, payload => payload);
        }
        else if (behaviour == "returns a string of 257*1024 letters a")
        {
            machine.Functions.With(name, _ => new string('a', 257 * 1024));
        }
        else if (behaviour == "returns the string \"input-event-\" + event")
        {
            machine.Functions.With(name, payload => "input-event-" + ToPythonString(payload));
        }
        else if (behaviour == "sleeps 60 s, then returns its event")
        {
            machine.Functions.WithAsync(name, async (call, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(60), machine.Time, cancellation);
                return call.Payload;
            });
        }
        else if (Failure().Match(behaviour) is { Success: true } failure)
        {
            var (type, message) = (failure.Groups["type"].Value, failure.Groups["message"].Value);
            var cause = ObjectData.Of(("errorMessage", message), ("errorType", type));
            machine.Functions.With(name, _ => throw new TaskFailedException(type, cause.ToString()));
        }
        else
        {
            throw new ArgumentException($"The behavior '{behaviour}' of the function {name} is unknown. Implement it here.");
        }
    }

    // The recorded function converts its event with Python's str().
    private static string ToPythonString(JsonData value) => value.ToString().Replace('"', '\'');

    [GeneratedRegex("^fails: errorType (?<type>\\w+), errorMessage (empty|\"(?<message>.*)\")$")]
    private static partial Regex Failure();
}
