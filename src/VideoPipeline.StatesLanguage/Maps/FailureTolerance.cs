using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>How many items of a Map Run may fail. Where both limits are given, passing either fails the run.</summary>
/// <param name="Count">Null where only a percentage is given; 0 where neither is.</param>
/// <param name="Percentage">0 to 100; null where only a count is given.</param>
public sealed record FailureTolerance(int? Count, double? Percentage)
{
    public bool IsExceeded(int failed, int total) => failed > Count || failed * 100.0 > Percentage * total;
}

/// <summary>The fields of a Map that say its tolerance.</summary>
internal sealed record FailureToleranceFields(IntegerOrPath Count, double? Percentage, Expression? PercentagePath)
{
    public static readonly string[] Fields =
    [
        "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage",
        "ToleratedFailurePercentagePath",
    ];

    public static FailureToleranceFields Parse(DefinitionNode node)
    {
        node.AllowOneOf("ToleratedFailurePercentage", "ToleratedFailurePercentagePath");
        return new FailureToleranceFields(
            IntegerOrPath.Parse(node, "ToleratedFailureCount", 0),
            node.Optional("ToleratedFailurePercentage")?.Number(0, 100),
            node.Optional("ToleratedFailurePercentagePath")?.Path());
    }

    /// <exception cref="StatesException">States.Runtime: a path does not lead to a number in range.</exception>
    public FailureTolerance Find(Scope scope)
    {
        var count = Count.Find(scope);
        var percentage = PercentagePath is null ? Percentage : FindPercentage(PercentagePath, scope);
        return new FailureTolerance(count ?? (percentage is null ? 0 : null), percentage);
    }

    private static double FindPercentage(Expression path, Scope scope) =>
        path.Find(scope) is { Type: JTokenType.Integer or JTokenType.Float } found
            && found.Value<double>() is >= 0 and <= 100 and var value
            ? value
            : throw StatesException.Runtime(
                $"The ToleratedFailurePercentagePath field does not refer to a number from 0 to 100: {path.Text}");
}
