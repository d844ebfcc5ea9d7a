using VideoPipeline.Local.Serving.StepFunctions.Shapes;
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

    /// <summary>The keys and values of a request's tags; of a missing value, an empty one.</summary>
    /// <exception cref="ApiException">ValidationException: a tag has no key, which the service model allows, but not in
    /// responses.</exception>
    public static IReadOnlyList<(string Key, string Value)> Read(ApiRequest request)
    {
        var violations = new ConstraintViolations();
        var tags = new List<(string Key, string Value)>();
        foreach (var tag in request.Objects("tags") ?? [])
        {
            tags.Add(((tag["key"] as StringData)?.Value ?? "", (tag["value"] as StringData)?.Value ?? ""));
            if (tag["key"] is not StringData)
                violations.Add("null", $"tags.{tags.Count}.member.key", "Member must not be null");
        }
        violations.ThrowIfAny();
        return tags;
    }

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
