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
        var machine = machines.Find(request.Required("stateMachineArn"));
        if (request.Text("revisionId") is { } revision && revision != machine.Revision.Id)
        {
            throw new ApiException(
                "ConflictException",
                $"Failed to publish the State Machine version for revision {revision}. The current State Machine revision is "
                + $"{machine.Revision.Id}.");
        }
        var version = machine.Publish(request.Text("description"), time.GetUtcNow());
        return ObjectData.Of(
            ("creationDate", ApiShapes.Seconds(version.Date)),
            ("stateMachineVersionArn", Arns.Version(machine.Arn, version.Number)));
    }

    private JsonData List(ApiRequest request)
    {
        var machine = machines.Find(request.Required("stateMachineArn"));
        return Page.Create(
            request, "stateMachineVersions", machine.Arn,
            machine.Versions.Reverse().Select(version => new PageItem(
                PageItem.Descending(version.Number),
                ObjectData.Of(
                    ("stateMachineVersionArn", Arns.Version(machine.Arn, version.Number)),
                    ("creationDate", ApiShapes.Seconds(version.Date))))));
    }

    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("stateMachineVersionArn");
        var parts = Arns.Parse(arn, "stateMachine");
        if (parts.Length == Arns.StateMachineParts)
            throw ApiException.Validation($"The ARN must be that of a version: '{arn}'");
        if (machines.TryGet(string.Join(':', parts.Take(Arns.StateMachineParts)), out var machine)
            && int.TryParse(parts[^1], out var number))
        {
            machine.DeleteVersion(number);
        }
        return ObjectData.Empty;
    }
}
