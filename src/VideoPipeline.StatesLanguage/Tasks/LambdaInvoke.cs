using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The optimized integration <c>lambda:invoke</c>: Parameters contain the function name and the payload, and the
/// result has the shape of the response of the Lambda API.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html</remarks>
internal sealed class LambdaInvoke() : TaskResource(ResourceArn)
{
    public const string ResourceArn = "arn:aws:states:::lambda:invoke";

    public override bool NeedsParameters => true;

    public override (string FunctionName, JToken Payload) Bind(JToken input)
    {
        if (input is not JObject parameters || parameters["FunctionName"] is not JValue { Value: string function })
        {
            throw StatesException.Runtime(
                "The Parameters of lambda:invoke do not name a function: FunctionName must be a string.");
        }
        return (function, Payload(parameters["Payload"]));
    }

    public override JToken Result(JToken payload, Randomness randomness) => new JObject
    {
        ["ExecutedVersion"] = "$LATEST",
        ["Payload"] = payload,
        ["SdkHttpMetadata"] = new JObject { ["HttpStatusCode"] = 200 },
        ["SdkResponseMetadata"] = new JObject { ["RequestId"] = randomness.NextGuid().ToString() },
        ["StatusCode"] = 200,
    };

    public override (HistoryEventType, EventDetails) Scheduled(JToken input, string region, TaskLimits limits) =>
        (HistoryEventType.TaskScheduled, Details() with
        {
            Region = region,
            Parameters = input,
            TimeoutInSeconds = limits.TimeoutSeconds,
            HeartbeatInSeconds = limits.HeartbeatSeconds,
        });

    public override (HistoryEventType, EventDetails?) Started() => (HistoryEventType.TaskStarted, Details());

    public override (HistoryEventType, EventDetails) Succeeded(JToken result) =>
        (HistoryEventType.TaskSucceeded, Details() with { Output = result });

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.TaskFailed, Details() with { Error = failure.Error, Cause = failure.Cause });

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.TaskTimedOut, Details() with { Error = failure.Error, Cause = failure.Cause });

    private static TaskDetails Details() => new("lambda", "invoke");

    // A missing or null payload is an empty event; a string is the JSON text of the event (both recorded on AWS).
    private static JToken Payload(JToken? payload)
    {
        if (payload is null or { Type: JTokenType.Null }) return new JObject();
        if (payload is not JValue { Value: string text }) return payload;
        try
        {
            return StatesJson.Parse(text);
        }
        catch (JsonException malformed)
        {
            throw new StatesException(
                "Lambda.InvalidRequestContentException",
                $"Could not parse request body into json: {malformed.Message}");
        }
    }
}
