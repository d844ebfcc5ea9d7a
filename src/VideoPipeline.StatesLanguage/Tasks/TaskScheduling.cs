using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>What a task was scheduled with, according to its event.</summary>
/// <param name="Input">Its arguments.</param>
/// <param name="Token">The token that it waits for; null for none.</param>
internal readonly record struct TaskScheduling(JsonData Input, string? Token)
{
    /// <summary>Reads an event; null if it does not schedule a task.</summary>
    public static TaskScheduling? Of(HistoryEvent? entry) => entry switch
    {
        { Details: LambdaFunctionScheduledDetails details } => new TaskScheduling(details.Input, null),
        { Details: ActivityScheduledDetails details } => new TaskScheduling(details.Input, details.Token),
        { Type: HistoryEventType.TaskScheduled, Details: TaskDetails details } =>
            new TaskScheduling(details.Parameters!, details.Token),
        _ => null,
    };
}
