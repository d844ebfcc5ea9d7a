using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The ARN of a function as the resource: the input is the event, and the response is the result.</summary>
internal sealed class LambdaFunction(string arn) : TaskResource(arn)
{
    public override bool NeedsParameters => false;

    public override (string FunctionName, JToken Payload) Bind(JToken input) => (Arn, input);

    public override JToken Result(JToken payload, Randomness randomness) => payload;

    public override (HistoryEventType, EventDetails) Scheduled(JToken input, string region, TaskLimits limits) =>
        (HistoryEventType.LambdaFunctionScheduled,
            new LambdaFunctionScheduledDetails(Arn, input, limits.TimeoutSeconds));

    public override (HistoryEventType, EventDetails?) Started() => (HistoryEventType.LambdaFunctionStarted, null);

    public override (HistoryEventType, EventDetails) Succeeded(JToken result) =>
        (HistoryEventType.LambdaFunctionSucceeded, new OutputDetails(result));

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.LambdaFunctionFailed, new FailureDetails(failure.Error, failure.Cause));

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.LambdaFunctionTimedOut, new FailureDetails(failure.Error, failure.Cause));
}
