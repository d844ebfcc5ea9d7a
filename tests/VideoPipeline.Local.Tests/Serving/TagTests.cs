using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on tags.</summary>
[Collection(ServerCollection.Name)]
public sealed class TagTests(ServerFixture server)
{
    [Fact]
    public async Task TagResource_ThenUntag_KeepsTheOthers()
    {
        var arn = await server.CreateAsync("tagged", ServerFixture.Pass);
        await server.InvokeAsync("TagResource", new JsonObject
        {
            ["resourceArn"] = arn,
            ["tags"] = new JsonArray(
                new JsonObject { ["key"] = "a", ["value"] = "1" }, new JsonObject { ["key"] = "b", ["value"] = "2" }),
        });
        await server.InvokeAsync("UntagResource", new JsonObject { ["resourceArn"] = arn, ["tagKeys"] = new JsonArray("a") });

        var tags = await server.InvokeAsync("ListTagsForResource", new JsonObject { ["resourceArn"] = arn });

        Assert.Equal("""[{"key":"b","value":"2"}]""", tags["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task TagResource_Activity_HasTagsThatASecondCreateActivityKeeps()
    {
        var request = new JsonObject { ["name"] = "tagged", ["tags"] = Tags(("a", "1")) };
        var created = await server.InvokeAsync("CreateActivity", request);
        var arn = (string)created["activityArn"]!;
        await server.InvokeAsync("TagResource", new JsonObject { ["resourceArn"] = arn, ["tags"] = Tags(("b", "2")) });
        request["tags"] = Tags(("c", "3"));

        var again = await server.InvokeAsync("CreateActivity", request);

        Assert.Equal(created.ToJsonString(), again.ToJsonString());
        Assert.Equal("""[{"key":"a","value":"1"},{"key":"b","value":"2"}]""", await TagsOfAsync(arn));
    }

    [Fact]
    public async Task TagResource_MoreThanFifty_TooManyTagsAndNoChange()
    {
        var arn = await server.CreateAsync("many-tags", ServerFixture.Pass);
        var fifty = Tags([.. Enumerable.Range(0, 50).Select(number => ($"{number}", "v"))]);
        await server.InvokeAsync("TagResource", new JsonObject { ["resourceArn"] = arn, ["tags"] = fifty });
        var before = await TagsOfAsync(arn);

        using var response = await server.SendAsync(
            "TagResource",
            new JsonObject { ["resourceArn"] = arn, ["tags"] = Tags(("0", "new"), ("50", "new")) }.ToJsonString());

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(("TooManyTags", arn), ((string?)error["__type"], (string?)error["resourceName"]));
        Assert.Equal(before, await TagsOfAsync(arn));
    }

    [Fact]
    public async Task TagResource_NoKey_ValidationException()
    {
        var arn = await server.CreateAsync("tagged-without-key", ServerFixture.Pass);
        var tags = Tags(("a", "1"));
        tags.Add(new JsonObject { ["value"] = "2" });

        var (error, message) = await server.ErrorAsync(
            "TagResource", new JsonObject { ["resourceArn"] = arn, ["tags"] = tags });

        Assert.Equal("ValidationException", error);
        Assert.Equal(
            "1 validation error detected: Value null at 'tags.2.member.key' failed to satisfy constraint: "
            + "Member must not be null",
            message);
        Assert.Equal("[]", await TagsOfAsync(arn));
    }

    [Theory]
    [InlineData("ARN:1", "ResourceNotFound", "Resource not found: 'ARN:1'")]
    [InlineData("none", "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: none'")]
    public async Task TagResource_VersionOrNoArn_ErrorOfAws(string resource, string error, string message)
    {
        var arn = await server.CreateAsync("tagged-version", ServerFixture.Pass);
        await server.InvokeAsync("PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = arn });
        var request = new JsonObject
        {
            ["resourceArn"] = resource.Replace("ARN", arn, StringComparison.Ordinal), ["tags"] = Tags(("a", "1")),
        };

        Assert.Equal(
            (error, message.Replace("ARN:", $"{arn}:", StringComparison.Ordinal)),
            await server.ErrorAsync("TagResource", request));
    }

    private async Task<string> TagsOfAsync(string arn) => (await server.InvokeAsync(
        "ListTagsForResource", new JsonObject { ["resourceArn"] = arn }))["tags"]!.ToJsonString();

    private static JsonArray Tags(params IEnumerable<(string Key, string Value)> tags) =>
        [.. tags.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })];
}
