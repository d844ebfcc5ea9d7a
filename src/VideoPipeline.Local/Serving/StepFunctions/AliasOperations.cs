using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on aliases of state machines.</summary>
internal sealed class AliasOperations(LocalStateMachines machines, TimeProvider time)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("CreateStateMachineAlias", Create),
        ("UpdateStateMachineAlias", Update),
        ("DeleteStateMachineAlias", Delete),
        ("DescribeStateMachineAlias", Describe),
        ("ListStateMachineAliases", List),
    ];

    private JsonData Create(ApiRequest request)
    {
        var (machineArn, routes) = RoutingConfiguration.Read(request)!.Value;
        if (!machines.TryGet(machineArn, out var machine)) throw ApiException.ReferenceNotFound();
        _ = machine.Usable();
        var now = time.GetUtcNow();
        var alias = machine.Versions.Add(new Alias(
            request.Required("name"), request.Text("description"), routes, now, now));
        return Item(machine, alias);
    }

    private JsonData Update(ApiRequest request)
    {
        var (machineArn, name) = ParseAlias(request);
        var description = request.Text("description");
        var routing = RoutingConfiguration.Read(request);
        if (description is null && routing is null)
        {
            throw ApiException.Validation(
                "Either the description or the RoutingConfiguration must be specified", "MISSING_REQUIRED_PARAMETER");
        }
        if (routing is { } given && given.MachineArn != machineArn)
        {
            throw RoutingConfiguration.Invalid(
                $"Routing configuration must contain versions of the state machine of the alias. Received: [{given.MachineArn}]");
        }
        if (!machines.TryGet(machineArn, out var machine)) throw ApiException.ReferenceNotFound();
        _ = machine.Usable();
        var now = time.GetUtcNow();
        machine.Versions.UpdateAlias(name, alias => alias with
        {
            Description = description ?? alias.Description,
            Routes = routing?.Routes ?? alias.Routes,
            Updated = now,
        });
        return ObjectData.Of(("updateDate", ApiShapes.Seconds(now)));
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var (machineArn, name) = ParseAlias(request);
        if (machines.TryGet(machineArn, out var machine)) machine.Versions.DeleteAlias(name);
        return ObjectData.Empty;
    }

    private JsonData Describe(ApiRequest request)
    {
        var (machineArn, name) = ParseAlias(request);
        var alias = machines.TryGet(machineArn, out var machine) ? machine.Versions.FindAlias(name) : null;
        if (alias is null) throw ApiException.ReferenceNotFound();
        var json = Item(machine!, alias);
        json["name"] = alias.Name;
        json["updateDate"] = ApiShapes.Seconds(alias.Updated);
        json["routingConfiguration"] = ArrayData.Of(alias.Routes.Select(route => ObjectData.Of(
            ("stateMachineVersionArn", Arns.Version(machineArn, route.Version)), ("weight", route.Weight))));
        if (alias.Description is { } description) json["description"] = description;
        return json;
    }

    // By the ARN of a version, the aliases that refer to it.
    private JsonData List(ApiRequest request)
    {
        var arn = request.Required("stateMachineArn");
        var (machine, version, named) = machines.FindQualified(arn);
        if (named is not null) throw ApiException.StateMachineDoesNotExist(arn);
        _ = machine.Usable();
        return Page.Create(
            request, "stateMachineAliases", arn,
            machine.Versions.Aliases
                .Where(alias => version is null || alias.RefersTo(version.Number))
                .Select(alias => new PageItem(alias.Name, () => Item(machine, alias))));
    }

    private static (string MachineArn, string Name) ParseAlias(ApiRequest request)
    {
        var arn = request.Required("stateMachineAliasArn");
        return Arns.ParseStateMachine(arn) is (var machine, { } name) && Arns.VersionNumber(name) is null
            ? (machine, name)
            : throw ApiException.Validation($"The ARN must be that of a state machine alias: '{arn}'");
    }

    private static ObjectBuilder Item(LocalStateMachine machine, Alias alias) => new()
    {
        ["stateMachineAliasArn"] = Arns.Alias(machine.Arn, alias.Name),
        ["creationDate"] = ApiShapes.Seconds(alias.Created),
    };
}
