using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations that end, or keep alive, a task that waits for its token.</summary>
internal sealed class TokenOperations(TaskTokens tokens)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("SendTaskSuccess", Succeed),
        ("SendTaskFailure", Fail),
        ("SendTaskHeartbeat", SendHeartbeat),
    ];

    private JsonData Succeed(ApiRequest request)
    {
        var (token, output) = (request.Required("taskToken"), request.Required("output"));
        try
        {
            return Answer(token, tokens.Succeed(token, JsonData.Parse(output)));
        }
        catch (FormatException malformed)
        {
            throw new ApiException("InvalidOutput", $"Invalid Output: '{JsonFault.Describe(output, malformed)}'");
        }
    }

    private JsonData Fail(ApiRequest request)
    {
        var token = request.Required("taskToken");
        return Answer(token, tokens.Fail(token, request.Text("error"), request.Text("cause")));
    }

    private JsonData SendHeartbeat(ApiRequest request)
    {
        var token = request.Required("taskToken");
        return Answer(token, tokens.SendHeartbeat(token));
    }

    private static ObjectData Answer(string token, bool isWaiting) => isWaiting ? ObjectData.Empty
        : TaskTokens.IsToken(token)
            ? throw new ApiException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
            : throw ApiException.InvalidToken();
}
