using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Serving.StateTests;

/// <summary>A fact about TestState that is known from AWS's documentation or from responses recorded on AWS, as a request and its
/// response. The definitions are those of this repository.</summary>
/// <param name="Fact">What AWS does.</param>
/// <param name="Request">The request.</param>
/// <param name="Response">The response, in which the texts of JSON values have AWS's white space; or the error.</param>
internal sealed record RecordedResponse(string Fact, JsonObject Request, JsonObject Response)
{
    public static IReadOnlyDictionary<string, RecordedResponse> All { get; } = Load().ToDictionary(recorded => recorded.Fact);

    private static IEnumerable<RecordedResponse> Load()
    {
        using var stream = typeof(RecordedResponse).Assembly.GetManifestResourceStream("recorded-responses.json")!;
        foreach (var json in JsonNode.Parse(stream)!.AsArray())
        {
            var request = json!["request"]!.DeepClone().AsObject();
            request["definition"] = json["definition"]!.ToJsonString();
            yield return new RecordedResponse((string)json["fact"]!, request, json["response"]!.AsObject());
        }
    }
}
