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

    public override string LimitName => "lambda";

    public override bool NeedsParameters => true;

    public override (string FunctionName, JsonData Payload) Bind(JsonData input)
    {
        if (input is not ObjectData parameters || parameters["FunctionName"] is not StringData { Value: var function })
        {
            throw StatesException.Runtime(
                "The Parameters of lambda:invoke do not name a function: FunctionName must be a string.");
        }
        return (function, Payload(parameters["Payload"]));
    }

    public override JsonData Result(JsonData payload, Randomness randomness) => new ObjectBuilder
    {
        ["ExecutedVersion"] = "$LATEST",
        ["Payload"] = payload,
        ["SdkHttpMetadata"] = new ObjectBuilder { ["HttpStatusCode"] = 200 },
        ["SdkResponseMetadata"] = new ObjectBuilder { ["RequestId"] = randomness.NextGuid().ToString() },
        ["StatusCode"] = 200,
    };

    public override (HistoryEventType, EventDetails) Scheduled(JsonData input, string region, TaskLimits limits) =>
        (HistoryEventType.TaskScheduled, Details() with
        {
            Region = region,
            Parameters = input,
            TimeoutInSeconds = limits.TimeoutSeconds,
            HeartbeatInSeconds = limits.HeartbeatSeconds,
        });

    public override (HistoryEventType, EventDetails?) Started() => (HistoryEventType.TaskStarted, Details());

    public override (HistoryEventType, EventDetails) Succeeded(JsonData result) =>
        (HistoryEventType.TaskSucceeded, Details() with { Output = result });

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.TaskFailed, Details() with { Error = failure.Error, Cause = failure.Cause });

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.TaskTimedOut, Details() with { Error = failure.Error, Cause = failure.Cause });

    private static TaskDetails Details() => new("lambda", "invoke");

    // A missing or null payload is an empty event; a string is the JSON text of the event (both recorded on AWS).
    private static JsonData Payload(JsonData? payload)
    {
        if (payload is null or NullData) return ObjectData.Empty;
        if (payload is not StringData { Value: var text }) return payload;
        try
        {
            return JsonData.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw new StatesException(
                "Lambda.InvalidRequestContentException",
                $"Could not parse request body into json: {malformed.Message}");
        }
    }
}
