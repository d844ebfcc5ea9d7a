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
        return (Qualified(function, (parameters["Qualifier"] as StringData)?.Value), Payload(parameters["Payload"]));
    }

    public override JsonData Result(JsonData payload, Randomness randomness) => ObjectData.Of(
        ("ExecutedVersion", "$LATEST"),
        ("Payload", payload),
        ("SdkHttpMetadata", ObjectData.Of(("HttpStatusCode", 200))),
        ("SdkResponseMetadata", ObjectData.Of(("RequestId", randomness.NextGuid().ToString()))),
        ("StatusCode", 200));

    // The name of a function has no colon; a partial ARN (ACCOUNT:function:NAME) and an ARN end with the name or a qualifier.
    private static string Qualified(string function, string? qualifier)
    {
        if (qualifier is null) return function;
        var parts = function.Split(':');
        var derived = Array.IndexOf(parts, "function") is var type and >= 0 ? parts.ElementAtOrDefault(type + 2)
            : parts.ElementAtOrDefault(1);
        if (derived is null) return $"{function}:{qualifier}";
        return derived == qualifier ? function : throw new StatesException(
            "Lambda.InvalidParameterValueException",
            "The derived qualifier from the function name does not match the specified qualifier.");
    }

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
