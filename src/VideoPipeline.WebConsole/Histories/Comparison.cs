using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Storage;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>What became of a state in an execution.</summary>
/// <param name="Status">The status of its last visit.</param>
/// <param name="Duration">The duration of all its visits.</param>
public sealed record ComparedVisits(VisitStatus Status, TimeSpan Duration);

/// <summary>A state in two executions; null where it was not entered.</summary>
public sealed record ComparedState(string Name, ComparedVisits? One, ComparedVisits? Other);

/// <summary>A value in two executions; null where there is none.</summary>
public sealed record ComparedValue(string Name, string? One, string? Other);

/// <summary>Two executions side by side.</summary>
/// <param name="States">The states, in the order in which they were entered.</param>
/// <param name="Values">The inputs, outputs, and numbers of the summaries.</param>
public sealed record Comparison(IReadOnlyList<ComparedState> States, IReadOnlyList<ComparedValue> Values)
{
    private const int MaxValue = 400;

    /// <summary>Compares two executions.</summary>
    internal static async Task<Comparison> OfAsync(
        RecordedExecution one, RecordedExecution other, ExecutionRegistry known, IStore store)
    {
        var (states, otherStates) = (StatesOf(one, known), StatesOf(other, known));
        var (values, otherValues) = (await ValuesOfAsync(one, store), await ValuesOfAsync(other, store));
        return new Comparison(
            [.. states.Keys.Union(otherStates.Keys).Select(name => new ComparedState(
                name, states.GetValueOrDefault(name), otherStates.GetValueOrDefault(name)))],
            [.. values.Keys.Union(otherValues.Keys).Select(name => new ComparedValue(
                name, values.GetValueOrDefault(name), otherValues.GetValueOrDefault(name)))]);
    }

    private static Dictionary<string, ComparedVisits> StatesOf(RecordedExecution execution, ExecutionRegistry known)
    {
        var model = new ExecutionModel(execution, known);
        model.Update();
        var end = model.Events.Count == 0 ? execution.Start.Started : model.Events[^1].Timestamp;
        return model.Visits.GroupBy(visit => visit.Name).ToDictionary(visits => visits.Key, visits => new ComparedVisits(
            visits.Last().Status,
            visits.Aggregate(TimeSpan.Zero, (sum, visit) => sum + ((visit.Exited ?? end) - visit.Entered))));
    }

    private static async Task<Dictionary<string, string>> ValuesOfAsync(RecordedExecution execution, IStore store)
    {
        var values = new Dictionary<string, string>();
        Add(values, "input", JsonData.Parse(execution.Input));
        if (execution.Output is { } output) Add(values, "output", output);
        var summary = await store.GetBytesAsync(new RunKeys(execution.Name).Summary, CancellationToken.None);
        // Lists have as many rows as a video has shots.
        if (summary is not null) Add(values, "summary", JsonData.Parse(summary));
        return values;
    }

    private static void Add(Dictionary<string, string> values, string name, JsonData value)
    {
        if (value is ObjectData { Count: > 0 } fields)
        {
            foreach (var (key, field) in fields) Add(values, $"{name}.{key}", field);
            return;
        }
        var text = value is ArrayData { Count: > 4 } list
            ? FormattableString.Invariant($"{list.Count:N0} items")
            : HiddenSecrets.Hide(value).ToPlainText();
        values[name] = text.Length > MaxValue ? text[..MaxValue] + "…" : text;
    }
}
