using System.Text.Json.Serialization;

namespace VideoPipeline.Cli.Batches;

/// <summary><c>batch.json</c>: how far a command over many videos is, and what became of each (docs/batch.schema.json).</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Started">When the command was started.</param>
/// <param name="Seconds">The seconds from then until the file was written.</param>
/// <param name="Total">The number of videos.</param>
/// <param name="Succeeded">The number of videos with results, including reused ones.</param>
/// <param name="Reused">The number of videos whose results were there before.</param>
/// <param name="Failed">The number of videos that failed.</param>
/// <param name="Videos">The videos, in the order of the arguments.</param>
internal sealed record BatchReport(
    string Schema, DateTimeOffset Started, double Seconds, int Total, int Succeeded, int Reused, int Failed,
    IReadOnlyList<BatchVideo> Videos)
{
    /// <summary>The name and version of this format.</summary>
    public const string CurrentSchema = "videopipeline/batch/1";

    /// <summary>The name of the file.</summary>
    public const string FileName = "batch.json";
}

/// <summary>A video of a batch.</summary>
/// <param name="Video">Its address, without credentials.</param>
/// <param name="Name">Its name in the batch, which is that of its folder in <c>--out</c>.</param>
/// <param name="Status">One of <see cref="BatchStatus"/>.</param>
internal sealed record BatchVideo(string Video, string Name, string Status)
{
    /// <summary>The seconds that the command took for it; 0 for one that was not started.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether its results were there before.</summary>
    public bool Reused { get; init; }

    /// <summary>The folder with its results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Folder { get; init; }

    /// <summary>The name of the run in the store.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Execution { get; init; }

    /// <summary>The number of analyzed frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Frames { get; init; }

    /// <summary>The number of frames that could not be decoded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Missing { get; init; }

    /// <summary>The duration of the video in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationSeconds { get; init; }

    /// <summary>The number of shots.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Shots { get; init; }

    /// <summary>The type of the error, if it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The message of the error, if it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }
}

/// <summary>The states of a video of a batch.</summary>
internal static class BatchStatus
{
    /// <summary>It has not been started.</summary>
    public const string Pending = "pending";

    /// <summary>It is being analyzed.</summary>
    public const string Running = "running";

    /// <summary>Its results are complete.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>It failed.</summary>
    public const string Failed = "failed";

    /// <summary>It was being analyzed when the command was stopped.</summary>
    public const string Interrupted = "interrupted";
}
