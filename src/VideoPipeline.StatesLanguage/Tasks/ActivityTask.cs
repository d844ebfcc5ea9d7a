using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The ARN of an activity as the resource: a worker takes the input and ends the task with its token.</summary>
internal sealed class ActivityTask(string arn) : TaskResource(arn)
{
    public override bool WaitsForToken => true;

    public override bool NeedsParameters => false;

    public static bool IsActivity(string arn) => arn.Split(':') is ["arn", _, "states", _, _, "activity", { Length: > 0 }];

    public override (string FunctionName, JsonData Payload) Bind(JsonData input) => (Arn, input);

    public override JsonData Result(JsonData payload, Randomness randomness) => payload;

    public override (HistoryEventType, EventDetails) Scheduled(JsonData input, string region, TaskLimits limits, string? token) =>
        (HistoryEventType.ActivityScheduled,
            new ActivityScheduledDetails(Arn, input, limits.TimeoutSeconds, limits.HeartbeatSeconds)
            {
                Token = token,
            });

    // A worker starts it.
    public override (HistoryEventType Type, EventDetails? Details)? Started() => null;

    public override (HistoryEventType, EventDetails) Succeeded(JsonData result) =>
        (HistoryEventType.ActivitySucceeded, new OutputDetails(result));

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.ActivityFailed, new FailureDetails(failure.Error, failure.Cause));

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.ActivityTimedOut, new FailureDetails(failure.Error, failure.Cause));
}
