using System.Text.Json.Nodes;
using VideoPipeline.Local.Serving.StepFunctions;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on aliases of state machines, and executions that are started by an alias.</summary>
[Collection(ServerCollection.Name)]
public sealed class AliasTests(ServerFixture server)
{
    [Fact]
    public async Task CreateStateMachineAlias_Twice_IsOneUnlessDescriptionOrRoutingDiffers()
    {
        var arn = await VersionsAsync("alias-twice");
        var request = Request("PROD", (arn, 1, 100));

        var created = await server.InvokeAsync("CreateStateMachineAlias", request);
        var again = await server.InvokeAsync("CreateStateMachineAlias", request);
        request["description"] = "another";

        Assert.Equal($"{arn}:PROD", (string?)created["stateMachineAliasArn"]);
        Assert.Equal(created.ToJsonString(), again.ToJsonString());
        Assert.Equal(
            (
                "ConflictException",
                "Failed to create alias because an alias with the same name and a different routing configuration already "
                + "exists."),
            await server.ErrorAsync("CreateStateMachineAlias", request));
    }

    // The messages are recorded, except for those of a missing version and of another state machine.
    [Theory]
    [InlineData(
        "[]",
        "1 validation error detected: Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have length "
        + "greater than or equal to 1")]
    [InlineData(
        "[1 50, 2 30, 1 20]",
        "1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=ARN:1, weight=50), "
        + "RoutingConfigurationListItem(stateMachineVersionArn=ARN:2, weight=30), RoutingConfigurationListItem("
        + "stateMachineVersionArn=ARN:1, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have "
        + "length less than or equal to 2")]
    [InlineData(
        "[1 101]",
        "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member "
        + "must have value less than or equal to 100")]
    [InlineData(
        "[1 50, 1 50]", "Routing configuration must contain distinct state machine version ARNs. Received: [ARN:1, ARN:1]")]
    [InlineData("[ 50, 2 50]", "Routing configuration must contain state machine version ARNs. Received: [ARN, ARN:2]")]
    [InlineData("[1 70, 2 29]", "Sum of routing configuration weights must equal 100. Received: [70, 29]")]
    [InlineData("[9 100]", "Request references a resource that does not exist.")]
    public async Task CreateStateMachineAlias_InvalidRouting_ErrorOfAws(string routing, string message)
    {
        var arn = await VersionsAsync("alias-routing");
        var items = routing.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split(' '));
        var request = Request("invalid");
        request["routingConfiguration"] = new JsonArray([.. items.Select(item => new JsonObject
        {
            ["stateMachineVersionArn"] = $"{arn}:{item[0]}".TrimEnd(':'),
            ["weight"] = int.Parse(item[1], System.Globalization.CultureInfo.InvariantCulture),
        })]);

        var (_, actual) = await server.ErrorAsync("CreateStateMachineAlias", request);

        Assert.Equal(message, actual?.Replace(arn, "ARN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("a b")]
    [InlineData("a@")]
    public async Task CreateStateMachineAlias_InvalidName_ValidationException(string name)
    {
        var arn = await VersionsAsync("alias-name");

        Assert.Equal(
            (
                "ValidationException",
                $"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: "
                + "Member must satisfy regular "
                + @"expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$"),
            await server.ErrorAsync("CreateStateMachineAlias", Request(name, (arn, 1, 100))));
    }

    [Fact]
    public async Task StartExecution_Alias_RunsItsVersionThenTheOneItIsUpdatedTo()
    {
        var arn = await VersionsAsync("alias-start");
        await server.InvokeAsync("CreateStateMachineAlias", Request("live", (arn, 1, 100)));
        var old = await server.RunAsync($"{arn}:live", "{}");
        await server.InvokeAsync("UpdateStateMachineAlias", new JsonObject
        {
            ["stateMachineAliasArn"] = $"{arn}:live", ["routingConfiguration"] = Routing((arn, 1, 0), (arn, 2, 100)),
        });

        var updated = await server.RunAsync($"{arn}:live", "{}");
        await server.RunAsync(arn, "{}");

        Assert.Equal(("1", "2"), ((string?)old["output"], (string?)updated["output"]));
        Assert.Equal(
            (arn, $"{arn}:live", $"{arn}:2"), (
                (string?)updated["stateMachineArn"], (string?)updated["stateMachineAliasArn"],
                (string?)updated["stateMachineVersionArn"]));
        Assert.Equal((2, 1, 3), (await CountAsync($"{arn}:live"), await CountAsync($"{arn}:2"), await CountAsync(arn)));
    }

    [Fact]
    public async Task StartSyncExecution_Alias_RunsItsVersion()
    {
        var arn = await VersionsAsync("alias-express", "EXPRESS");
        await server.InvokeAsync("CreateStateMachineAlias", Request("live", (arn, 1, 100)));

        var ended = await server.InvokeAsync("StartSyncExecution", new JsonObject { ["stateMachineArn"] = $"{arn}:live" });

        Assert.Equal("1", (string?)ended["output"]);
    }

    // Every point from 0 to 99 is as likely as the others.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(100)]
    public void Choose_AllPoints_EachVersionAsOftenAsItsWeight(int weight)
    {
        var alias = new Alias("a", null, [new Route(1, weight), new Route(2, 100 - weight)], default, default);

        var versions = Enumerable.Range(0, Alias.TotalWeight).Select(alias.Choose).ToArray();

        Assert.Equal((weight, 100 - weight), (versions.Count(version => version == 1), versions.Count(version => version == 2)));
    }

    [Fact]
    public async Task DeleteStateMachineVersion_AliasRefersToIt_ConflictExceptionUntilItDoesNot()
    {
        var arn = await VersionsAsync("alias-version");
        await server.InvokeAsync("CreateStateMachineAlias", Request("live", (arn, 1, 100)));
        var delete = new JsonObject { ["stateMachineVersionArn"] = $"{arn}:1" };

        var refused = await server.ErrorAsync("DeleteStateMachineVersion", delete);
        await server.InvokeAsync("DeleteStateMachineAlias", new JsonObject { ["stateMachineAliasArn"] = $"{arn}:live" });
        await server.InvokeAsync("DeleteStateMachineVersion", delete);

        Assert.Equal(
            (
                "ConflictException",
                "Version to be deleted must not be referenced by an alias. "
                + "Current list of aliases referencing this version: [live]"),
            refused);
        var (error, _) = await server.ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = $"{arn}:live" });
        Assert.Equal("StateMachineDoesNotExist", error);
    }

    [Fact]
    public async Task ListStateMachineAliases_ByVersion_ThoseThatReferToIt()
    {
        var arn = await VersionsAsync("alias-list");
        await server.InvokeAsync("CreateStateMachineAlias", Request("a", (arn, 1, 100)));
        await server.InvokeAsync("CreateStateMachineAlias", Request("b", (arn, 1, 50), (arn, 2, 50)));
        await server.InvokeAsync("CreateStateMachineAlias", Request("c", (arn, 2, 100)));

        var names = await Task.WhenAll(new[] { arn, $"{arn}:1", $"{arn}:2" }.Select(AliasesAsync));

        Assert.Equal(["a b c", "a b", "b c"], names);
    }

    [Fact]
    public async Task UpdateStateMachineAlias_NothingOrUnknown_ErrorOfAws()
    {
        var arn = await VersionsAsync("alias-update");
        await server.InvokeAsync("CreateStateMachineAlias", Request("live", (arn, 1, 100)));

        var nothing = await server.ErrorAsync(
            "UpdateStateMachineAlias", new JsonObject { ["stateMachineAliasArn"] = $"{arn}:live" });
        var unknown = await server.ErrorAsync(
            "UpdateStateMachineAlias", new JsonObject { ["stateMachineAliasArn"] = $"{arn}:none", ["description"] = "d" });

        Assert.Equal(("ValidationException", "Either the description or the RoutingConfiguration must be specified"), nothing);
        Assert.Equal(("ResourceNotFound", "Request references a resource that does not exist."), unknown);
    }

    // A state machine with version 1, whose output is 1, and version 2.
    private async Task<string> VersionsAsync(string name, string type = "STANDARD")
    {
        var arn = await server.CreateAsync($"{name}-{Guid.NewGuid():N}", Result(1), type);
        await server.InvokeAsync("PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn });
        await server.InvokeAsync(
            "UpdateStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["definition"] = Result(2), ["publish"] = true });
        return arn;
    }

    private static string Result(int value) =>
        $$$"""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {{{value}}}, "End": true} } }""";

    private static JsonObject Request(string name, params (string Machine, int Version, int Weight)[] routes) =>
        new() { ["name"] = name, ["routingConfiguration"] = Routing(routes) };

    private static JsonArray Routing(params (string Machine, int Version, int Weight)[] routes) => [.. routes.Select(route =>
        new JsonObject { ["stateMachineVersionArn"] = $"{route.Machine}:{route.Version}", ["weight"] = route.Weight })];

    private async Task<int> CountAsync(string arn) => (await server.InvokeAsync(
        "ListExecutions", new JsonObject { ["stateMachineArn"] = arn }))["executions"]!.AsArray().Count;

    private async Task<string> AliasesAsync(string arn)
    {
        var list = await server.InvokeAsync("ListStateMachineAliases", new JsonObject { ["stateMachineArn"] = arn });
        return string.Join(' ', list["stateMachineAliases"]!.AsArray().Select(alias =>
            ((string)alias!["stateMachineAliasArn"]!).Split(':')[^1]));
    }
}
