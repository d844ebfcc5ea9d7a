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
}
