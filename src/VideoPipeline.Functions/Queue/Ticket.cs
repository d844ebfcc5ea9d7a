using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Queue;

/// <summary>An execution that waits to be started: an object in <c>queue/</c>.</summary>
/// <param name="Name">The execution's name.</param>
/// <param name="Input">The execution's input.</param>
internal sealed record Ticket(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("input")] JsonObject Input);
