using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Local.Serving.StepFunctions.Shapes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>Random requests.</summary>
[Collection(ServerCollection.Name)]
public sealed class EndpointPropertyTests(ServerFixture server)
{
    private const string Account = "arn:aws:states:us-east-1:000000000000:";

    // Waits for a task if the activity exists.
    private const string Polling = "GetActivityTask";

    private static readonly Gen<string> s_body =
        Gen.Elements("", "{", "null", "[]", "{}", "1", """{"name": "\ud800"}""", """{"name": "a", "name": "b"}""");

    private static readonly Gen<JsonNode?> s_scalar = Gen.OneOf(
        Gen.Elements<JsonNode?>(null, true, 0, -1, 1.5, 1e300, 100, 2147483648, ""),
        ArbMap.Default.GeneratorFor<string>().Select(text => (JsonNode?)JsonValue.Create(Clean(text))));

    [Fact]
    public async Task Operation_AnyRequest_NeverFailsInternally()
    {
        var machine = await server.CreateAsync("random", ServerFixture.Pass);
        await server.InvokeAsync("PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = machine });
        var execution = (string)(await server.RunAsync(machine, "{}"))["executionArn"]!;
        var texts = Gen.Elements(
            machine, $"{machine}:1", $"{machine}:alias", $"{machine}/label", execution, $"{Account}activity:random",
            $"{Account}mapRun:random/label:none", "arn:", "arn:aws:states:::stateMachine", "random", "..", "STANDARD", "EXPRESS",
            "ALL_DATA", ServerFixture.Pass, "{", "[1, {}]", "\"\\ud800\"", new string('[', 2000), new string('x', 300_000));
        var bodies = Gen.Elements(InputShapes.All.Keys).SelectMany(operation =>
            Gen.Frequency((9, Request(operation, texts)), (1, s_body)).Select(body => (operation, body)));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(bodies.ToArbitrary(), request =>
                StatusAsync(request.operation, request.body).GetAwaiter().GetResult() is 200 or 400));
    }

    private async Task<int> StatusAsync(string operation, string body)
    {
        using var response = await server.SendAsync(operation, body);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(response.IsSuccessStatusCode || (string?)json["__type"] is { Length: > 0 });
        return (int)response.StatusCode;
    }

    private static Gen<string> Request(string operation, Gen<string> texts)
    {
        var members = InputShapes.All[operation].Members.Select(member => Gen.Frequency(
            (1, Gen.Constant<(string, JsonNode?)?>(null)),
            (operation == Polling ? 0 : 6, Named(member.Name, Plausible(member.Shape, texts))),
            (1, Named(member.Name, Json(3)))));
        return Gen.CollectToList(members).Select(values =>
            new JsonObject(values.OfType<(string Name, JsonNode? Value)>().Select(
                member => KeyValuePair.Create(member.Name, member.Value?.DeepClone()))).ToJsonString());
    }

    private static Gen<(string, JsonNode?)?> Named(string name, Gen<JsonNode?> values) =>
        values.Select(value => ((string, JsonNode?)?)(name, value));

    private static Gen<JsonNode?> Plausible(Shape shape, Gen<string> texts) => shape switch
    {
        StringShape { Values.Count: > 0 } text => Gen.Elements(text.Values.AsEnumerable()).Select(value => (JsonNode?)value),
        StringShape => texts.Select(value => (JsonNode?)value),
        BooleanShape => Gen.Elements<JsonNode?>(true, false),
        NumberShape => Gen.Elements<JsonNode?>(0, 1, 50, 100),
        ListShape list => Gen.ListOf(Plausible(list.Item, texts), 2).Select(items =>
            (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        StructureShape structure => Gen.CollectToList(structure.Members.Select(member =>
            Plausible(member.Shape, texts).Select(value => KeyValuePair.Create(member.Name, value))))
            .Select(members => (JsonNode?)new JsonObject(members.Select(
                member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))),
        _ => s_scalar,
    };

    private static Gen<JsonNode?> Json(int depth) => depth == 0 ? s_scalar : Gen.OneOf(
        s_scalar,
        Gen.ListOf(Json(depth - 1), 2).Select(items =>
            (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Json(depth - 1).Select(value => (JsonNode?)new JsonObject { ["key"] = value?.DeepClone() }));

    private static string Clean(string? text) => new((text ?? "").Where(character => !char.IsSurrogate(character)).ToArray());
}
