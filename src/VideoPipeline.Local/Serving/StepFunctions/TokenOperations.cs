using System.Text;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations that end, or keep alive, a task that waits for its token.</summary>
internal sealed class TokenOperations(TaskTokens tokens)
{
    private const int MaxOutputBytes = 256 * 1024;

    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("SendTaskSuccess", Succeed),
        ("SendTaskFailure", Fail),
        ("SendTaskHeartbeat", SendHeartbeat),
    ];

    private JsonData Succeed(ApiRequest request)
    {
        var (token, output) = (request.Required("taskToken"), request.Required("output"));
        if (Encoding.UTF8.GetByteCount(output) > MaxOutputBytes) throw ApiException.TooLong("output", MaxOutputBytes);
        try
        {
            return Answer(tokens.Succeed(token, JsonData.Parse(output)));
        }
        catch (FormatException malformed)
        {
            throw new ApiException("InvalidOutput", $"Invalid Output: '{malformed.Message}'");
        }
    }

    private JsonData Fail(ApiRequest request) =>
        Answer(tokens.Fail(request.Required("taskToken"), request.Text("error"), request.Text("cause")));

    private JsonData SendHeartbeat(ApiRequest request) => Answer(tokens.SendHeartbeat(request.Required("taskToken")));

    private static ObjectData Answer(bool isKnown) => isKnown
        ? ObjectData.Empty
        : throw new ApiException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}
