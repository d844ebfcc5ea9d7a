using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The tolerated failures of a Map Run. If both limits are set, exceeding either fails the Map Run.</summary>
/// <param name="Count">The number of items that may fail: null if only a percentage is set, 0 if neither is.</param>
/// <param name="Percentage">The percentage of items that may fail, 0 to 100; null if it is not set.</param>
public sealed record FailureTolerance(int? Count, double? Percentage)
{
    public bool IsExceeded(int failed, int total) => failed > Count || failed * 100.0 > Percentage * total;
}

/// <summary>The tolerated failure fields of a Map state.</summary>
internal sealed record FailureToleranceFields(IntegerOrPath Count, double? Percentage, Expression? PercentagePath)
{
    public static readonly string[] Fields =
    [
        "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage",
        "ToleratedFailurePercentagePath",
    ];

    public static FailureToleranceFields Parse(DefinitionNode node)
    {
        node.AllowAtMostOneOf("ToleratedFailurePercentage", "ToleratedFailurePercentagePath");
        return new FailureToleranceFields(
            IntegerOrPath.Parse(node, "ToleratedFailureCount", 0),
            node.Optional("ToleratedFailurePercentage")?.Number(0, 100),
            node.Optional("ToleratedFailurePercentagePath")?.Path());
    }

    /// <summary>Evaluates the fields.</summary>
    /// <exception cref="StatesException">States.Runtime: a path does not refer to a number in range.</exception>
    public FailureTolerance Evaluate(Scope scope)
    {
        var count = Count.Evaluate(scope);
        var percentage = PercentagePath is null ? Percentage : FindPercentage(PercentagePath, scope);
        return new FailureTolerance(count ?? (percentage is null ? 0 : null), percentage);
    }

    private static double FindPercentage(Expression path, Scope scope) =>
        path.Evaluate(scope) is NumberData { Value: >= 0 and <= 100 and var value }
            ? value
            : throw StatesException.Runtime(
                $"The ToleratedFailurePercentagePath field does not refer to a number from 0 to 100: {path.Text}");
}
