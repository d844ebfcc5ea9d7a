using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.StateTests;

/// <summary>TestState against AWS.</summary>
[Collection(ServerCollection.Name)]
public sealed class RecordedResponseTests(ServerFixture server)
{
    public static TheoryData<string> Facts => [.. RecordedResponse.All.Keys];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task TestState_Recorded_RespondsAsAws(string fact)
    {
        var recorded = RecordedResponse.All[fact];

        using var response = await server.SendAsync("TestState", recorded.Request.ToJsonString());

        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(JsonNode.DeepEquals(recorded.Response, json), $"{recorded.Response}\n{json}");
    }
}
