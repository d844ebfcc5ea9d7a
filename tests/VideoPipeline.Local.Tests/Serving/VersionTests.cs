using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on versions of state machines.</summary>
[Collection(ServerCollection.Name)]
public sealed class VersionTests(ServerFixture server)
{
    private const string Other = """{"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}""";

    [Fact]
    public async Task CreateStateMachine_Publish_IsVersionOneWithItsDescription()
    {
        var request = new JsonObject
        {
            ["name"] = "published", ["roleArn"] = ServerFixture.Role, ["definition"] = ServerFixture.Pass, ["publish"] = true,
            ["versionDescription"] = "first",
        };

        var created = await server.InvokeAsync("CreateStateMachine", request);
        var again = await server.InvokeAsync("CreateStateMachine", request);

        var version = (string)created["stateMachineVersionArn"]!;
        Assert.Equal($"{created["stateMachineArn"]}:1", version);
        Assert.Equal(created.ToJsonString(), again.ToJsonString());
        var described = await server.InvokeAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = version });
        Assert.Equal((version, "first"), ((string?)described["stateMachineArn"], (string?)described["description"]));
    }

    [Fact]
    public async Task PublishStateMachineVersion_SameRevision_IsTheSameVersionUntilItIsDeleted()
    {
        var arn = await server.CreateAsync("versions", ServerFixture.Pass);

        var first = await PublishAsync(arn, "one");
        var second = await PublishAsync(arn, "another description");
        await server.InvokeAsync("DeleteStateMachineVersion", new JsonObject { ["stateMachineVersionArn"] = first });
        var third = await PublishAsync(arn, null);

        Assert.Equal(($"{arn}:1", $"{arn}:1", $"{arn}:2"), (first, second, third));
    }

    [Fact]
    public async Task PublishStateMachineVersion_RevisionThatIsNotCurrent_ConflictException()
    {
        var arn = await server.CreateAsync("revisions", ServerFixture.Pass);
        await server.InvokeAsync(
            "PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn, ["revisionId"] = "INITIAL" });
        var updated = await server.InvokeAsync(
            "UpdateStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["definition"] = Other });

        Assert.Equal(
            (
                "ConflictException",
                "Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is "
                + $"{updated["revisionId"]}."),
            await server.ErrorAsync(
                "PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn, ["revisionId"] = "INITIAL" }));
    }

    // As recorded on AWS: without a change there is no new revision, which responses do not show for the first.
    [Fact]
    public async Task UpdateStateMachine_PublishOnly_PublishesTheFirstRevision()
    {
        var arn = await server.CreateAsync("publish-only", ServerFixture.Pass);

        var updated = await server.InvokeAsync(
            "UpdateStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["publish"] = true });

        Assert.Equal($"{arn}:1", (string?)updated["stateMachineVersionArn"]);
        Assert.False(updated.ContainsKey("revisionId"));
    }

    [Theory]
    [InlineData("UpdateStateMachine")]
    [InlineData("PublishStateMachineVersion")]
    [InlineData("ListStateMachineVersions")]
    public async Task Operation_OnVersion_StateMachineDoesNotExist(string operation)
    {
        var arn = await server.CreateAsync("of-version", ServerFixture.Pass);
        var version = await PublishAsync(arn, null);

        Assert.Equal(
            ("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{version}'"),
            await server.ErrorAsync(operation, new JsonObject { ["stateMachineArn"] = version }));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("0")]
    public async Task DescribeStateMachine_NumberNotWrittenAsVersionsAre_StateMachineDoesNotExist(string number)
    {
        var arn = await server.CreateAsync("number", ServerFixture.Pass);
        await PublishAsync(arn, null);

        Assert.Equal(
            ("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}:{number}'"),
            await server.ErrorAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = $"{arn}:{number}" }));
    }

    [Fact]
    public async Task ListStateMachineAliases_TokenOfTheListOfVersions_InvalidToken()
    {
        var arn = await server.CreateAsync("tokens", ServerFixture.Pass);
        await PublishAsync(arn, null);
        await server.InvokeAsync("UpdateStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["roleArn"] = "r" });
        await PublishAsync(arn, null);
        var request = new JsonObject { ["stateMachineArn"] = arn, ["maxResults"] = 1 };
        var page = await server.InvokeAsync("ListStateMachineVersions", request);
        request["nextToken"] = (string)page["nextToken"]!;

        Assert.Equal(
            ("InvalidToken", "Invalid Token: 'Invalid token'"), await server.ErrorAsync("ListStateMachineAliases", request));
        Assert.Single(
            (await server.InvokeAsync("ListStateMachineVersions", request))["stateMachineVersions"]!.AsArray());
    }

    private async Task<string> PublishAsync(string arn, string? description)
    {
        var published = await server.InvokeAsync(
            "PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn, ["description"] = description });
        return (string)published["stateMachineVersionArn"]!;
    }
}
