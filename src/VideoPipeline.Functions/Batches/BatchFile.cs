using System.Text.Json;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions.Batches;

/// <summary><c>batches/NAME.json</c>: what a batch has done so far.</summary>
/// <param name="Open">The names of the executions that had not ended at the last count.</param>
/// <param name="Marker">The last key that was listed; null before the first.</param>
/// <param name="Listed">Whether all objects have been listed.</param>
/// <param name="Skipped">The number of objects that had results already.</param>
/// <param name="Succeeded">The number of executions that succeeded.</param>
/// <param name="Failed">The number of executions that failed, and of objects with invalid options.</param>
/// <param name="Counts">How often the executions have been counted.</param>
internal sealed record BatchFile(
    IReadOnlyList<string> Open, string? Marker = null, bool Listed = false, int Skipped = 0, int Succeeded = 0, int Failed = 0,
    int Counts = 0)
{
    /// <summary>Reads the file of a batch; an empty one if there is none yet.</summary>
    public static async Task<BatchFile> ReadAsync(IStore store, string batch, CancellationToken cancellation) =>
        await store.GetBytesAsync(Key(batch), cancellation) is { } bytes
            ? JsonSerializer.Deserialize<BatchFile>(bytes, JsonSerializerOptions.Web)!
            : new BatchFile([]);

    /// <summary>Writes the file of a batch.</summary>
    public Task WriteAsync(IStore store, string batch, CancellationToken cancellation) =>
        store.PutBytesAsync(Key(batch), JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web), cancellation);

    private static string Key(string batch) => $"batches/{batch}.json";
}
