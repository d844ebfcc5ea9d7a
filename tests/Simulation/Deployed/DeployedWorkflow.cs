using System.Text.Json;
using VideoPipeline.Testing;

namespace VideoPipeline.Simulation.Deployed;

/// <summary>The states of the definition, or of the child executions of a Map state.</summary>
/// <param name="StartAt">The first state.</param>
/// <param name="States">The states by name.</param>
/// <param name="Timeout">The seconds that an execution may take; infinite for child executions.</param>
internal sealed record DeployedWorkflow(string StartAt, IReadOnlyDictionary<string, DeployedState> States, double Timeout)
{
    /// <summary>Reads <c>statemachine/video-pipeline.asl.json</c>.</summary>
    public static DeployedWorkflow Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json"));
        using var json = JsonDocument.Parse(text);
        return Parse(json.RootElement);
    }

    public static DeployedWorkflow Parse(JsonElement json) => new(
        json.GetProperty("StartAt").GetString()!,
        json.GetProperty("States").EnumerateObject()
            .ToDictionary(state => state.Name, state => DeployedState.Parse(state.Value)),
        json.TryGetProperty("TimeoutSeconds", out var timeout) ? timeout.GetDouble() : double.PositiveInfinity);
}
