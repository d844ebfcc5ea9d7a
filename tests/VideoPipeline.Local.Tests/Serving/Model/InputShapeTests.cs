using System.Globalization;
using System.Text.Json.Nodes;
using VideoPipeline.Local.Serving.StepFunctions.Shapes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>The shapes of requests, compared with the service model.</summary>
public sealed class InputShapeTests
{
    [ServiceModelFact]
    public void All_EachOperation_HasTheConstraintsOfTheServiceModel()
    {
        var model = ServiceModel.Installed!;

        var expected = model.Operations.Select(operation => $"{operation.Key}{Text(model, model.Shape(operation.Key, "input"))}");

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            InputShapes.All.Select(shape => $"{shape.Key}{Text(shape.Value)}").Order(StringComparer.Ordinal));
    }

    private static string Text(ServiceModel model, JsonObject shape) => (string)shape["type"]! switch
    {
        "structure" => Structure(shape["members"]!.AsObject().Select(member => (
            member.Key, ServiceModel.Required(shape).Contains(member.Key), Text(model, model.ShapeOf(member.Value!))))),
        "list" => $"[{Text(model, model.ShapeOf(shape["member"]!))}]{Range(shape["min"], shape["max"])}",
        "string" => $"string{Range(shape["min"], shape["max"])}{Values(shape)}{shape["pattern"]}{Mark(shape)}",
        "boolean" => "boolean",
        var type => $"{type}{Range(shape["min"], shape["max"])}",
    };

    private static string Text(Shape shape) => shape switch
    {
        StructureShape structure => Structure(
            structure.Members.Select(member => (member.Name, member.IsRequired, Text(member.Shape)))),
        ListShape list => $"[{Text(list.Item)}]{Range(Limit(list.MinLength, 0), Limit(list.MaxLength, int.MaxValue))}",
        StringShape text => "string" + Range(
            Limit(text.MinLength, 0), Limit(Math.Min(text.MaxLength, text.MaxBytes), int.MaxValue))
            + Values(text.Values) + text.Pattern?.Text + (text.IsSensitive ? " sensitive" : ""),
        BooleanShape => "boolean",
        NumberShape number => number.Type.ToLowerInvariant() + Range(
            number.Min, number.Max is int.MaxValue or >= long.MaxValue ? null : number.Max),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string Structure(IEnumerable<(string Name, bool IsRequired, string Shape)> members) =>
        $"{{{string.Join(", ", members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(
            member => $"{member.Name}{(member.IsRequired ? "*" : "")}: {member.Shape}"))}}}";

    // A minimum length of 0 is as good as none.
    private static string Range(JsonNode? min, JsonNode? max) => Range(
        min is null || (double)min == 0 ? null : (double)min, max is null ? null : (double)max);

    private static string Range(double? min, double? max) => string.Create(
        CultureInfo.InvariantCulture, $"({(min is null or 0 ? "" : $"{min}")}..{max})");

    private static double? Limit(int value, int none) => value == none ? null : value;

    private static string Values(JsonObject shape) =>
        Values(shape["enum"]?.AsArray().Select(value => (string)value!) ?? []);

    private static string Values(IEnumerable<string> values) => string.Join('|', values.Order(StringComparer.Ordinal));

    private static string Mark(JsonObject shape) => (bool?)shape["sensitive"] == true ? " sensitive" : "";
}
