using VideoPipeline.Functions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on activities, and for their workers.</summary>
internal sealed class ActivityOperations(LocalActivities all, Activities tasks, TimeProvider time)
{
    private const string ArnPrefix = $"arn:aws:states:us-east-1:{StepFunctionsClients.LocalAccount}:activity:";

    // API reference, GetActivityTask: a poll ends after a minute without a task.
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(60);

    public IEnumerable<(string Name, Func<ApiRequest, Task<JsonData>> Invoke)> All =>
    [
        ("CreateActivity", request => Task.FromResult(Create(request))),
        ("DescribeActivity", request => Task.FromResult(Describe(request))),
        ("DeleteActivity", request => Task.FromResult(Delete(request))),
        ("ListActivities", request => Task.FromResult(List(request))),
        ("GetActivityTask", GetTaskAsync),
    ];

    // As on AWS, an activity that exists is no error, and keeps its tags.
    private JsonData Create(ApiRequest request)
    {
        var name = request.Required("name");
        if (!Arns.IsName(name)) throw ApiException.InvalidName(name);
        var arn = ArnPrefix + name;
        var created = new LocalActivity(
            arn, time.GetUtcNow(), EncryptionConfiguration.Read(request) ?? EncryptionConfiguration.Default,
            new ResourceTags(arn, TagOperations.Read(request)));
        var activity = all.GetOrAdd(created);
        if (!activity.Encryption.Equals(created.Encryption))
        {
            throw new ApiException(
                "ActivityAlreadyExists",
                $"Activity Already Exists: '{arn}'. Its encryptionConfiguration may not be updated.");
        }
        return ObjectData.Of(("activityArn", arn), ("creationDate", ApiShapes.Seconds(activity.Created)));
    }

    private JsonData Describe(ApiRequest request)
    {
        var activity = Find(request);
        var json = Item(activity);
        json["encryptionConfiguration"] = activity.Encryption;
        return json;
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("activityArn");
        Arns.Check(arn, Arns.Activity);
        all.Remove(arn);
        return ObjectData.Empty;
    }

    private JsonData List(ApiRequest request) => Page.Create(
        request, "activities", "activities",
        all.All.OrderBy(activity => activity.Arn, StringComparer.Ordinal)
            .Select(activity => new PageItem(activity.Arn, () => Item(activity))));

    private async Task<JsonData> GetTaskAsync(ApiRequest request)
    {
        var activity = Find(request);
        using var poll = new CancellationTokenSource(s_poll, time);
        // A worker that has gone must not take a task.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(poll.Token, request.Aborted);
        try
        {
            var (token, input) = await tasks.TakeAsync(activity.Arn, request.Text("workerName"), end.Token);
            return ObjectData.Of(("taskToken", token), ("input", input.ToString()));
        }
        catch (OperationCanceledException)
        {
            return ObjectData.Empty;
        }
    }

    private LocalActivity Find(ApiRequest request)
    {
        var arn = request.Required("activityArn");
        Arns.Check(arn, Arns.Activity);
        return all.Find(arn) ?? throw new ApiException("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");
    }

    private static ObjectBuilder Item(LocalActivity activity) => new()
    {
        ["activityArn"] = activity.Arn,
        ["name"] = Arns.NameOf(activity.Arn),
        ["creationDate"] = ApiShapes.Seconds(activity.Created),
    };
}
