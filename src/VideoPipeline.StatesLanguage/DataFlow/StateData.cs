using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>How a state makes the arguments of its work from its input, and its output and variables from the result.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html</remarks>
internal abstract class StateData
{
    /// <summary>Parses the fields of the state's query language. Which of them a type of state has is checked
    /// elsewhere.</summary>
    public static StateData Parse(DefinitionNode node) =>
        node.Language == QueryLanguage.Jsonata ? new JsonataData(node) : new JsonPathData(node);

    /// <summary>The input that the state's other fields refer to: after InputPath.</summary>
    public abstract JsonData Input(StateVisit visit);

    /// <summary>The arguments of the state's work: after Parameters or Arguments.</summary>
    public abstract JsonData Arguments(JsonData input, StateVisit visit);

    /// <summary>The output and the variables of a state with a result.</summary>
    public abstract StateOutput Complete(JsonData result, StateVisit visit);

    /// <summary>The output and the variables of a state without a result, such as Wait.</summary>
    /// <param name="visit">The execution of the state.</param>
    /// <param name="rule">The Output and Assign of the matching choice rule, which replace those of the state; the state's Output
    /// remains if the rule has none.</param>
    public abstract StateOutput Complete(StateVisit visit, OutputTemplate? rule);

    private sealed class JsonPathData(DefinitionNode node) : StateData
    {
        private readonly DataPathFilter _inputPath = node.Optional("InputPath")?.DataPathFilter() ?? DataPathFilter.Everything;
        private readonly PayloadTemplate? _parameters = node.Optional("Parameters")?.Template();
        private readonly PayloadTemplate? _selector = node.Optional("ResultSelector")?.Template();
        private readonly ResultPath _resultPath = node.Optional("ResultPath")?.ResultPath() ?? ResultPath.Root;
        private readonly DataPathFilter _outputPath = node.Optional("OutputPath")?.DataPathFilter() ?? DataPathFilter.Everything;
        private readonly Assignment? _assign = Assignment.Parse(node);

        public override JsonData Input(StateVisit visit)
        {
            var input = _inputPath.Apply(visit.Scope(visit.RawInput));
            if (visit.Inspection is { } inspection) inspection.AfterInputPath = input;
            return input;
        }

        public override JsonData Arguments(JsonData input, StateVisit visit)
        {
            var arguments = _parameters?.Evaluate(visit.Scope(input)) ?? input;
            if (visit.Inspection is { } inspection) inspection.AfterParameters = arguments;
            return arguments;
        }

        public override StateOutput Complete(JsonData result, StateVisit visit)
        {
            var selected = _selector?.Evaluate(visit.Scope(result)) ?? result;
            if (visit.Inspection is { } inspection) inspection.AfterResultSelector = selected;
            var assigned = _assign?.Evaluate(visit.Scope(selected));
            var combined = _resultPath.Apply(visit.RawInput, selected);
            if (visit.Inspection is { } further) further.AfterResultPath = combined;
            return new StateOutput(_outputPath.Apply(visit.Scope(combined)), assigned);
        }

        public override StateOutput Complete(StateVisit visit, OutputTemplate? rule)
        {
            var scope = visit.Scope(Input(visit));
            return new StateOutput(_outputPath.Apply(scope), (rule is null ? _assign : rule.Assign)?.Evaluate(scope));
        }
    }

    private sealed class JsonataData(DefinitionNode node) : StateData
    {
        private readonly PayloadTemplate? _arguments = node.Optional("Arguments")?.Template();
        private readonly OutputTemplate _output = OutputTemplate.Parse(node);

        public override JsonData Input(StateVisit visit) => visit.RawInput;

        public override JsonData Arguments(JsonData input, StateVisit visit)
        {
            var arguments = _arguments?.Evaluate(visit.Scope(input)) ?? input;
            if (visit.Inspection is { } inspection) inspection.AfterArguments = arguments;
            return arguments;
        }

        public override StateOutput Complete(JsonData result, StateVisit visit) =>
            _output.Evaluate(visit.Scope(visit.RawInput) with { Result = result }, otherwise: result);

        public override StateOutput Complete(StateVisit visit, OutputTemplate? rule)
        {
            var output = rule is null ? _output : rule with { Output = rule.Output ?? _output.Output };
            return output.Evaluate(visit.Scope(visit.RawInput), otherwise: visit.RawInput);
        }
    }
}

/// <summary>The output of a state, and the variables that it assigns; null if it assigns none.</summary>
internal readonly record struct StateOutput(JsonData Output, ObjectData? Assigned);

/// <summary>The Assign of a state, choice rule or catcher: the variables by name.</summary>
internal sealed class Assignment
{
    private readonly PayloadTemplate _values;

    private Assignment(PayloadTemplate values) => _values = values;

    /// <summary>Parses the Assign of a state, choice rule or catcher; null if it has none.</summary>
    public static Assignment? Parse(DefinitionNode node)
    {
        if (node.Optional("Assign") is not { } assign) return null;
        foreach (var field in assign.Fields) CheckName(assign, field);
        return new Assignment(assign.Template());
    }

    public ObjectData Evaluate(Scope scope) => _values.Evaluate(scope).Fields;

    private static void CheckName(DefinitionNode assign, string field)
    {
        var isComputed = assign.Language == QueryLanguage.JsonPath && field.EndsWith(".$", StringComparison.Ordinal);
        var name = isComputed ? field[..^".$".Length] : field;
        if (name == Variables.Reserved)
        {
            assign[field].Report(
                $"Cannot assign to reserved variable '${name}'.", "Rename the variable.", DiagnosticCodes.ReservedVariableName);
        }
        else if (!Variables.IsName(name))
        {
            assign[field].Report(
                $"Invalid variable name '{name}': the variable name contains invalid characters.",
                $"Start with a letter, go on with letters, digits and _, {Variables.MaxNameLength} characters at most.",
                DiagnosticCodes.InvalidVariableName);
        }
    }
}

/// <summary>The Output and Assign in JSONata: of a state, a choice rule or a catcher.</summary>
internal sealed record OutputTemplate(PayloadTemplate? Output, Assignment? Assign)
{
    public static OutputTemplate Parse(DefinitionNode node) =>
        new(node.Optional("Output")?.Template(), Assignment.Parse(node));

    /// <summary>Evaluates both with the variables as they were before.</summary>
    public StateOutput Evaluate(Scope scope, JsonData otherwise) =>
        new(Output?.Evaluate(scope) ?? otherwise, Assign?.Evaluate(scope));
}
