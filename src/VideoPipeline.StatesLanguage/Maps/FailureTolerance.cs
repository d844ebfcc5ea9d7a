using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The tolerated failures of a Map Run. If both limits are set, exceeding either fails the Map Run; if neither is, the
/// first failure does.</summary>
/// <param name="Count">The number of items that may fail; null if it is not set.</param>
/// <param name="Percentage">The percentage of items that may fail, 0 to 100; null if it is not set.</param>
public sealed record FailureTolerance(long? Count, double? Percentage)
{
    public bool IsExceeded(int failed, int total) =>
        Count is null && Percentage is null ? failed > 0 : failed > Count || failed * 100.0 > Percentage * total;
}

/// <summary>The tolerated failure fields of a Map state.</summary>
internal sealed class FailureToleranceFields(DefinitionNode node)
{
    private const string CountField = "ToleratedFailureCount";
    private const string PercentageField = "ToleratedFailurePercentage";

    public static readonly string[] Names = [CountField, PercentageField];

    public static readonly string[] PathNames = [CountField + "Path", PercentageField + "Path"];

    private readonly NumberField _count = NumberField.Parse(node, CountField, 0, int.MaxValue);
    private readonly NumberField _percentage = NumberField.Parse(node, PercentageField, 0, 100);

    public bool IsGiven => _count.IsGiven || _percentage.IsGiven;

    /// <summary>Evaluates the fields.</summary>
    /// <exception cref="StatesException">States.Runtime or States.QueryEvaluationError: a value is not a number in
    /// range.</exception>
    public FailureTolerance Evaluate(Scope scope)
    {
        var count = _count.Evaluate(scope);
        if (count < 0) throw _count.Invalid($"{CountField} cannot be negative.");
        var percentage = _percentage.Evaluate(scope);
        if (percentage is < 0 or > 100) throw _percentage.Invalid($"{PercentageField} must be between 0 and 100.");
        return new FailureTolerance((long?)count, percentage);
    }
}
