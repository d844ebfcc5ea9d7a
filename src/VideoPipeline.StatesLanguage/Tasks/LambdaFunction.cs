using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The ARN of a function as the resource: the input is the event, and the response is the result.</summary>
internal sealed class LambdaFunction(string arn) : TaskResource(arn)
{
    public override bool NeedsParameters => false;

    public override (string FunctionName, JsonData Payload) Bind(JsonData input) => (Arn, input);

    public override JsonData Result(JsonData payload, Randomness randomness) => payload;

    public override (HistoryEventType, EventDetails) Scheduled(JsonData input, string region, TaskLimits limits, string? token) =>
        (HistoryEventType.LambdaFunctionScheduled,
            new LambdaFunctionScheduledDetails(Arn, input, limits.TimeoutSeconds));

    public override (HistoryEventType Type, EventDetails? Details)? Started() => (HistoryEventType.LambdaFunctionStarted, null);

    public override (HistoryEventType, EventDetails) Succeeded(JsonData result) =>
        (HistoryEventType.LambdaFunctionSucceeded, new OutputDetails(result));

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.LambdaFunctionFailed, new FailureDetails(failure.Error, failure.Cause));

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.LambdaFunctionTimedOut, new FailureDetails(failure.Error, failure.Cause));
}
