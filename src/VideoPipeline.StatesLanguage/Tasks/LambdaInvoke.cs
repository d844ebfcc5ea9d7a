using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The optimized integration <c>lambda:invoke</c>: Parameters contain the function name and the payload, and the
/// result has the shape of the response of the Lambda API.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html</remarks>
internal sealed class LambdaInvoke : ServiceTask
{
    public const string ResourceArn = "arn:aws:states:::lambda:invoke";
    public const string WaitingResourceArn = ResourceArn + ".waitForTaskToken";

    public LambdaInvoke(string arn)
        : base(arn)
    {
    }

    public override IReadOnlyList<string> RequiredParameters => ["FunctionName"];

    public override (string FunctionName, JsonData Payload) Bind(JsonData input)
    {
        if (input is not ObjectData parameters || parameters["FunctionName"] is not StringData { Value: var function })
        {
            throw StatesException.Runtime(
                "The Parameters of lambda:invoke do not name a function: FunctionName must be a string.");
        }
        return (function, Payload(parameters["Payload"]));
    }

    public override JsonData Result(JsonData payload, Randomness randomness) => ObjectData.Of(
        ("ExecutedVersion", "$LATEST"),
        ("Payload", payload),
        ("SdkHttpMetadata", ObjectData.Of(("HttpStatusCode", 200))),
        ("SdkResponseMetadata", ObjectData.Of(("RequestId", randomness.NextGuid().ToString()))),
        ("StatusCode", 200));

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
