using System.Text.Json;
using VideoPipeline.Planning;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Completions;

/// <summary>Creates <c>failure.json</c> from what Step Functions reports about a failed execution.</summary>
internal static class FailureRecords
{
    /// <summary>The error of an execution whose Map Run failed. It does not say which item failed, nor why.</summary>
    public const string ItemFailed = "States.ExceedToleratedFailureThreshold";

    private static readonly string[] s_timeouts = ["Sandbox.Timedout", "States.Timeout"];

    /// <summary>The record of an execution, or of the item that made its Map Run fail.</summary>
    /// <param name="error">The error name: the short name of an exception's type, or one of <c>States.*</c>,
    /// <c>Lambda.*</c>…</param>
    /// <param name="cause">The cause: if a function threw, Lambda's JSON of the exception (<c>errorMessage</c>…), else
    /// text.</param>
    /// <param name="item">The item's input; null if no item failed.</param>
    public static FailureRecord Create(string error, string? cause, JsonElement? item)
    {
        // An error of Step Functions itself can quote the input.
        var message = AddressText.WithoutSecretsWithin(string.IsNullOrEmpty(cause) ? error : MessageOf(cause) ?? cause);
        return new FailureRecord
        {
            Error = error,
            Cause = item is not null && s_timeouts.Contains(error)
                ? $"{message} It would time out again, so it was not tried again. Run with a smaller framesPerRange."
                : message,
            Range = item is { } input ? RangeOf(input) : null,
        };
    }

    /// <summary>Writes a record, in most cases as <c>failure.json</c> of a run.</summary>
    public static Task WriteAsync(IStore store, string key, FailureRecord record, CancellationToken cancellation) =>
        store.PutBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(record, JsonSerializerOptions.Web), cancellation);

    /// <summary>The message of an exception in Lambda's JSON; null if the cause is plain text.</summary>
    public static string? MessageOf(string cause)
    {
        try
        {
            using var json = JsonDocument.Parse(cause);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("errorMessage", out var message)
                ? message.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The range of an item of Decode, or that of the group of an item of AnalyzeStills.</summary>
    private static PlannedRange? RangeOf(JsonElement item) =>
        item.TryGetProperty("range", out var range) ? range.Deserialize<PlannedRange>(JsonSerializerOptions.Web)
        : item.TryGetProperty("group", out var group) ? group.Deserialize<StillGroup>(JsonSerializerOptions.Web)!.Range
        : null;
}
