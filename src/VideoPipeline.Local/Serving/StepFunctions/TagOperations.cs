using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on tags of state machines and activities.</summary>
internal sealed class TagOperations(LocalStateMachines machines, LocalActivities activities)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("TagResource", Tag),
        ("UntagResource", Untag),
        ("ListTagsForResource", List),
    ];

    /// <summary>The keys and values of a request's tags; of a missing key or value, an empty one.</summary>
    public static IEnumerable<(string Key, string Value)> Read(ApiRequest request) => request.Objects("tags")?.Select(tag =>
        ((tag["key"] as StringData)?.Value ?? "", (tag["value"] as StringData)?.Value ?? "")) ?? [];

    private JsonData Tag(ApiRequest request)
    {
        TagsOf(request).Add(Read(request));
        return ObjectData.Empty;
    }

    private JsonData Untag(ApiRequest request)
    {
        TagsOf(request).Remove(request.Texts("tagKeys"));
        return ObjectData.Empty;
    }

    private JsonData List(ApiRequest request) => ObjectData.Of(("tags", ArrayData.Of(
        TagsOf(request).All.Select(tag => ObjectData.Of(("key", tag.Key), ("value", tag.Value))))));

    // Versions and aliases have no tags.
    private ResourceTags TagsOf(ApiRequest request)
    {
        var arn = request.Required("resourceArn");
        Arns.Check(arn, Arns.StateMachine, Arns.Activity);
        if (activities.Find(arn) is { } activity) return activity.Tags;
        return machines.TryGet(arn, out var machine) ? machine.Tags : throw ApiException.ResourceNotFound(arn);
    }
}
