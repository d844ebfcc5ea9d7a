using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Queue;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Reads the events that Start receives.</summary>
internal static class UploadEvent
{
    /// <summary>
    /// The upload in an event; null if it is another event, or about a ticket: those only make Start look what may be started.
    /// </summary>
    /// <exception cref="InvalidInputException">It is not an event of EventBridge.</exception>
    public static ObjectCreatedDetail? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var isUpload = json.RootElement.TryGetProperty("detail-type", out var type)
                && type.ValueEquals(ObjectCreated.DetailType);
            return isUpload
                && json.RootElement.Deserialize<ObjectCreated>()?.Detail is { Bucket.Name: not null, Object.Key: { } key } detail
                && !key.StartsWith(TicketQueue.Prefix, StringComparison.Ordinal)
                ? detail
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException(
                $"A message of the queue is not an event of EventBridge: {unreadable.Message} Only rules of EventBridge may send "
                + "messages to it.",
                unreadable);
        }
    }
}
