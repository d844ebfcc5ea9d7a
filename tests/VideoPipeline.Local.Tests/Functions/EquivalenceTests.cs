using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Local.Functions;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>For any payload, functions return the same result in process and isolated.</summary>
public sealed class EquivalenceTests
{
    private static readonly Gen<JsonNode?> s_scalar = Gen.OneOf(
        Gen.Constant<JsonNode?>(null),
        ArbMap.Default.GeneratorFor<bool>().Select(value => (JsonNode?)JsonValue.Create(value)),
        ArbMap.Default.GeneratorFor<int>().Select(value => (JsonNode?)JsonValue.Create(value)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => (JsonNode?)JsonValue.Create(value.Get)),
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(value => (JsonNode?)JsonValue.Create(value.Get)));

    private static readonly Gen<string> s_name = Gen.Elements("Number", "text", "LIST", "Inner", "other");

    [Theory]
    [InlineData("Echo")]
    [InlineData("Reshape")]
    public async Task Invoke_AnyPayload_SameResultInProcessAndIsolated(string function)
    {
        await using var inProcess = new SampleHost(isolated: false);
        await using var isolated = new SampleHost(isolated: true);

        var payloads = Gen.Sized(Json).Select(node => node?.ToJsonString() ?? "null").ToArbitrary();
        var property = Prop.ForAll(payloads, payload =>
            OutcomeAsync(inProcess, function, payload).GetAwaiter().GetResult()
            == OutcomeAsync(isolated, function, payload).GetAwaiter().GetResult());

        Check.One(Config.QuickThrowOnFailure, property);
    }

    private static Gen<JsonNode?> Json(int size) => size < 2 ? s_scalar : Gen.Frequency(
        (2, s_scalar),
        (1, Json(size / 4).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items.Select(Copy)]))),
        (3, Gen.Zip(s_name, Json(size / 2)).ListOf(3).Select(Object)));

    private static JsonNode? Object(IList<(string Name, JsonNode? Value)> members)
    {
        var node = new JsonObject();
        foreach (var (name, value) in members) node[name] = Copy(value);
        return node;
    }

    // A JsonNode can have only one parent, and the generator may return the same node twice.
    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    private static async Task<(string?, string?, string?)> OutcomeAsync(SampleHost host, string function, string payload)
    {
        try
        {
            return (await host.InvokeAsync(function, payload), null, null);
        }
        catch (FunctionFailedException failure)
        {
            return (null, failure.ErrorType, failure.ErrorMessage);
        }
    }
}
