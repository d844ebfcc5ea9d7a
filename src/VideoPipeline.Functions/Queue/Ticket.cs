using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Queue;

/// <summary>An execution that waits to be started: an object in <c>queue/</c>.</summary>
/// <param name="Name">The execution's name.</param>
/// <param name="Input">The execution's input.</param>
/// <param name="Batch">The ARN of the batch's execution, without which the ticket is void; null for an upload.</param>
internal sealed record Ticket(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("input")] JsonObject Input,
    [property: JsonPropertyName("batch")] string? Batch = null);
