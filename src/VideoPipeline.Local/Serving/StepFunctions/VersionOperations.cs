using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on versions of state machines.</summary>
internal sealed class VersionOperations(LocalStateMachines machines, TimeProvider time)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("PublishStateMachineVersion", Publish),
        ("ListStateMachineVersions", List),
        ("DeleteStateMachineVersion", Delete),
    ];

    private JsonData Publish(ApiRequest request)
    {
        var machine = machines.Find(request.Required("stateMachineArn")).Usable();
        var current = machine.Revision;
        if (request.Text("revisionId") is { } revision && revision != current.Id)
        {
            throw ApiException.Conflict(
                $"Failed to publish the State Machine version for revision {revision}. The current State Machine revision is "
                + $"{current.Id}.");
        }
        return Item(machine, machine.Versions.Publish(current, request.Text("description"), time.GetUtcNow()));
    }

    private JsonData List(ApiRequest request)
    {
        var machine = machines.Find(request.Required("stateMachineArn"));
        return Page.Create(
            request, "stateMachineVersions", machine.Arn,
            machine.Versions.All.Reverse().Select(version => new PageItem(
                PageItem.Descending(version.Number), () => Item(machine, version))));
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("stateMachineVersionArn");
        var (machineArn, qualifier) = Arns.ParseStateMachine(arn);
        if (qualifier is null || Arns.VersionNumber(qualifier) is not { } number)
            throw ApiException.Validation($"The ARN must be that of a state machine version: '{arn}'");
        if (machines.TryGet(machineArn, out var machine)) machine.Versions.Delete(number);
        return ObjectData.Empty;
    }

    private static JsonData Item(LocalStateMachine machine, PublishedVersion version) => ObjectData.Of(
        ("stateMachineVersionArn", Arns.Version(machine.Arn, version.Number)),
        ("creationDate", ApiShapes.Seconds(version.Date)));
}
