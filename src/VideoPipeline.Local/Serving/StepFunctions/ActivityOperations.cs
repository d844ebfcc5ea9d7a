using System.Collections.Concurrent;
using VideoPipeline.Functions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on activities, and for their workers.</summary>
internal sealed class ActivityOperations(Activities activities, TimeProvider time)
{
    private const string ArnPrefix = $"arn:aws:states:us-east-1:{StepFunctionsClients.LocalAccount}:activity:";

    // API reference, GetActivityTask: a poll ends after a minute without a task.
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _created = new();

    public IEnumerable<(string Name, Func<ApiRequest, Task<JsonData>> Invoke)> All =>
    [
        ("CreateActivity", request => Task.FromResult(Create(request))),
        ("DescribeActivity", request => Task.FromResult<JsonData>(Describe(request.Required("activityArn")))),
        ("DeleteActivity", request => Task.FromResult(Delete(request))),
        ("ListActivities", request => Task.FromResult(List(request))),
        ("GetActivityTask", GetTaskAsync),
    ];

    // An activity that exists already is no error.
    private JsonData Create(ApiRequest request)
    {
        var name = request.Required("name");
        if (!Arns.IsName(name)) throw new ApiException("InvalidName", $"Invalid Name: '{name}'");
        var arn = ArnPrefix + name;
        var created = _created.GetOrAdd(arn, _ => time.GetUtcNow());
        return ObjectData.Of(("activityArn", arn), ("creationDate", ApiShapes.Seconds(created)));
    }

    private ObjectData Describe(string arn)
    {
        _ = Arns.Parse(arn, "activity");
        return _created.TryGetValue(arn, out var created)
            ? ObjectData.Of(
                ("activityArn", arn), ("name", arn[(arn.LastIndexOf(':') + 1)..]), ("creationDate", ApiShapes.Seconds(created)))
            : throw new ApiException("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");
    }

    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("activityArn");
        _ = Arns.Parse(arn, "activity");
        _created.TryRemove(arn, out _);
        return ObjectData.Empty;
    }

    private JsonData List(ApiRequest request) => Page.Create(
        request, "activities", "activities",
        _created.Keys.Order(StringComparer.Ordinal).Select(arn => new PageItem(arn, Describe(arn))));

    private async Task<JsonData> GetTaskAsync(ApiRequest request)
    {
        var arn = request.Required("activityArn");
        Describe(arn);
        using var poll = new CancellationTokenSource(s_poll, time);
        try
        {
            var (token, input) = await activities.TakeAsync(arn, request.Text("workerName"), poll.Token);
            return ObjectData.Of(("taskToken", token), ("input", input.ToString()));
        }
        catch (OperationCanceledException)
        {
            return ObjectData.Empty;
        }
    }
}
