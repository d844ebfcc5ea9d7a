using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>A call of an intrinsic function with its arguments.</summary>
/// <param name="text">The whole expression, which AWS names in the message about a call within it too.</param>
/// <param name="function">The function.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class IntrinsicCall(string text, IntrinsicFunction function, IReadOnlyList<IntrinsicArgument> arguments)
    : Expression(text)
{
    public override IEnumerable<string> VariableNames => arguments.SelectMany(argument => argument.VariableNames);

    public override JsonData Evaluate(Scope scope)
    {
        var values = new JsonData[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(scope, keepEscapes: function.TakesTemplate && i == 0)
                ?? throw StatesException.Runtime(
                $"The function '{Text}' had the following error: The JsonPath argument for the field "
                + $"'{arguments[i].Source}' could not be found in the input '{scope.Data}'");
        }
        try
        {
            return function.Body(values, scope.Randomness);
        }
        catch (IntrinsicArgumentException invalid)
        {
            throw StatesException.Intrinsic(Text, invalid.Message);
        }
    }
}

/// <summary>An argument of an intrinsic function has the wrong type or is out of range.</summary>
internal sealed class IntrinsicArgumentException(string message) : Exception(message);

/// <summary>An intrinsic function: the number of its arguments and its implementation.</summary>
/// <param name="MinimumArguments">The minimum number of arguments.</param>
/// <param name="MaximumArguments">The maximum number of arguments.</param>
/// <param name="Body">Computes the value.</param>
/// <param name="TakesTemplate">Whether the first argument is a template, whose escapes the function itself
/// resolves.</param>
internal sealed record IntrinsicFunction(
    int MinimumArguments, int MaximumArguments, Func<JsonData[], Randomness, JsonData> Body, bool TakesTemplate = false)
{
    public bool AcceptsCount(int count) => count >= MinimumArguments && count <= MaximumArguments;
}

/// <summary>An argument: a quoted string with its escapes, another literal, or an expression.</summary>
internal sealed class IntrinsicArgument
{
    private readonly string? _text;
    private readonly JsonData? _literal;
    private readonly Expression? _expression;

    private IntrinsicArgument(string? text, JsonData? literal, Expression? expression) =>
        (_text, _literal, _expression) = (text, literal, expression);

    public string Source => _expression?.ReportedText ?? _text ?? _literal!.ToString();

    /// <summary>The names of the variables that the argument reads.</summary>
    public IEnumerable<string> VariableNames => _expression?.VariableNames ?? [];

    public static IntrinsicArgument Text(string text) => new(text, null, null);

    public static IntrinsicArgument Literal(JsonData value) => new(null, value, null);

    public static IntrinsicArgument Computed(Expression expression) => new(null, null, expression);

    public JsonData? Evaluate(Scope scope, bool keepEscapes) =>
        _text is null ? _literal ?? _expression!.Evaluate(scope)
        : keepEscapes ? _text
        : _text.Replace(@"\{", "{").Replace(@"\}", "}").Replace(@"\\", @"\");
}
