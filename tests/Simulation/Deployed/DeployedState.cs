using System.Text.Json;

namespace VideoPipeline.Simulation.Deployed;

/// <summary>A state of the definition, as far as it takes time.</summary>
/// <param name="Type">The type: <c>Task</c>, <c>Map</c>…</param>
/// <param name="Next">The next state, of a Choice state the default; null if the workflow ends.</param>
/// <param name="Function">The function that a Task state invokes; its logical ID.</param>
/// <param name="Retry">The retriers of a Task state.</param>
/// <param name="Children">The child executions of a Map state.</param>
internal sealed record DeployedState(
    string Type, string? Next, string? Function, IReadOnlyList<RetryPolicy> Retry, DeployedWorkflow? Children)
{
    public static DeployedState Parse(JsonElement json) => new(
        json.GetProperty("Type").GetString()!,
        Text(json, "Next") ?? Text(json, "Default"),
        json.TryGetProperty("Parameters", out var parameters) ? Text(parameters, "FunctionName")?.Trim('$', '{', '}') : null,
        json.TryGetProperty("Retry", out var retry) ? [.. retry.EnumerateArray().Select(RetryPolicy.Parse)] : [],
        json.TryGetProperty("ItemProcessor", out var processor) ? DeployedWorkflow.Parse(processor) : null);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
