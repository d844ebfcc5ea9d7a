using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on tags of state machines.</summary>
internal sealed class TagOperations(LocalStateMachines machines)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("TagResource", Tag),
        ("UntagResource", Untag),
        ("ListTagsForResource", List),
    ];

    /// <summary>The keys and values of a request's tags.</summary>
    public static IEnumerable<(string Key, string Value)> Read(ApiRequest request) => request.Objects("tags").Select(tag =>
        ((tag["key"] as StringData)?.Value ?? "", (tag["value"] as StringData)?.Value ?? ""));

    private JsonData Tag(ApiRequest request)
    {
        Tagged(request).Tag(Read(request));
        return ObjectData.Empty;
    }

    private JsonData Untag(ApiRequest request)
    {
        Tagged(request).Untag(request.Texts("tagKeys"));
        return ObjectData.Empty;
    }

    private JsonData List(ApiRequest request) => ObjectData.Of(("tags", ArrayData.Of(
        Tagged(request).Tags.Select(tag => ObjectData.Of(("key", tag.Key), ("value", tag.Value))))));

    private LocalStateMachine Tagged(ApiRequest request)
    {
        var arn = request.Required("resourceArn");
        return machines.TryGet(arn, out var machine)
            ? machine
            : throw new ApiException("ResourceNotFound", $"Resource not found: '{arn}'");
    }
}
