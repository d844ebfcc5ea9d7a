using VideoPipeline.StatesLanguage.DataFlow.Jsonata;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>A JSONata expression of a field: the text between <c>{%</c> and <c>%}</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html; texts of errors as recorded on
/// AWS.</remarks>
internal sealed class JsonataExpression
{
    private const string Open = "{%";
    private const string Close = "%}";

    private JsonataExpression(string text, string field, IReadOnlyList<string> variables) =>
        (Text, Field, VariableNames) = (text, field, variables);

    public string Text { get; }

    /// <summary>The names of the variables that the expression reads.</summary>
    public IReadOnlyList<string> VariableNames { get; }

    /// <summary>The path of the field within its state, such as <c>Output/a[0]</c>.</summary>
    public string Field { get; }

    public static bool IsExpression(string text) =>
        text.Length >= Open.Length + Close.Length
        && text.StartsWith(Open, StringComparison.Ordinal) && text.EndsWith(Close, StringComparison.Ordinal);

    /// <summary>Whether a text has one of the delimiters of an expression but not the other one.</summary>
    public static bool IsUnclosed(string text) => !IsExpression(text)
        && (text.StartsWith(Open, StringComparison.Ordinal) || text.EndsWith(Close, StringComparison.Ordinal));

    /// <summary>Parses an expression.</summary>
    /// <param name="text">The text with its delimiters.</param>
    /// <param name="field">The path of the field within its state.</param>
    /// <param name="problem">Why the text is not an expression, or that it uses what Step Functions does not support; null if
    /// it is one.</param>
    public static JsonataExpression Parse(string text, string field, out (string Code, string Message)? problem)
    {
        var expression = text[Open.Length..^Close.Length].Trim();
        (problem, var variables) = JsonataEvaluator.Check(
            expression, inCatcher: field.StartsWith("Catch[", StringComparison.Ordinal));
        return new JsonataExpression(expression, field, variables);
    }

    /// <summary>Evaluates the expression with <c>$states</c> and the variables.</summary>
    /// <exception cref="StatesException">States.QueryEvaluationError: the evaluation failed, or returned nothing.</exception>
    public JsonData Evaluate(Scope scope)
    {
        var result = JsonataEvaluator.Evaluate(Text, scope.Bindings(), scope.Randomness);
        if (result.Error is { } error) throw Failed(error);
        return result.Value ?? throw Failed("returned nothing (undefined).");
    }

    /// <summary>Evaluates the expression to a number, string, array, …</summary>
    /// <param name="scope">The inputs.</param>
    /// <param name="type">The type's name in JSONata.</param>
    public T Evaluate<T>(Scope scope, string type)
        where T : JsonData
    {
        var value = Evaluate(scope);
        return value as T ?? throw OfWrongType(value, type);
    }

    /// <summary>The value of the expression is not of the type that the field takes.</summary>
    public StatesException OfWrongType(JsonData value, string type) => Failed(
        $"returned an unexpected result type. Expected '{type}', but was '{TypeName(value)}' for value: {value}");

    /// <summary>The value of the expression is not one that the field takes.</summary>
    public StatesException Invalid(string problem) => StatesException.QueryEvaluation(Field, problem);

    private StatesException Failed(string problem) => StatesException.QueryEvaluation(
        Field, $"The JSONata expression '{Text}' specified for the field '{Field}' {problem}");

    private static string TypeName(JsonData value) => value switch
    {
        ObjectData => "object",
        ArrayData => "array",
        StringData => "string",
        NumberData => "number",
        BooleanData => "boolean",
        _ => "null",
    };
}
