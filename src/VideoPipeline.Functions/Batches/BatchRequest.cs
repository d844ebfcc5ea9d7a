using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Functions.Batches;

/// <summary>The input of Batch.</summary>
public sealed record BatchRequest
{
    /// <summary>The name of the batch's execution.</summary>
    [JsonPropertyName("batch")]
    public required string Batch { get; init; }

    /// <summary>The ARN of the batch's execution.</summary>
    [JsonPropertyName("execution")]
    public required string Execution { get; init; }

    /// <summary>The input of the batch's execution, unchanged.</summary>
    [JsonPropertyName("input")]
    public required JsonElement Input { get; init; }
}

/// <summary>The output of Batch: how far the batch is.</summary>
public sealed record BatchProgress
{
    /// <summary>Whether all objects have been listed. If not, Batch is to be called again at once.</summary>
    [JsonPropertyName("listed")]
    public required bool Listed { get; init; }

    /// <summary>The number of videos and images that had results already.</summary>
    [JsonPropertyName("skipped")]
    public required int Skipped { get; init; }

    /// <summary>The number of executions that wait to be started.</summary>
    [JsonPropertyName("waiting")]
    public required int Waiting { get; init; }

    /// <summary>The number of running executions.</summary>
    [JsonPropertyName("running")]
    public required int Running { get; init; }

    /// <summary>The number of executions that succeeded.</summary>
    [JsonPropertyName("succeeded")]
    public required int Succeeded { get; init; }

    /// <summary>The number of executions that failed, and of uploads with invalid options.</summary>
    [JsonPropertyName("failed")]
    public required int Failed { get; init; }

    /// <summary>Whether nothing waits or runs any more.</summary>
    [JsonPropertyName("done")]
    public required bool Done { get; init; }

    /// <summary>The number of seconds after which Batch is to be called again.</summary>
    [JsonPropertyName("wait")]
    public required int Wait { get; init; }
}
