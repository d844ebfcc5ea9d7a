using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A JSON value of the definition together with its location, which every error message names.</summary>
internal sealed class DefinitionNode(JsonData token, string location, QueryLanguage language = QueryLanguage.JsonPath)
{
    public JsonData Token { get; } = token;

    /// <summary>The language of the expressions in the value.</summary>
    public QueryLanguage Language { get; } = language;

    /// <summary>The name of the field with the arguments of a task, a reader or a writer.</summary>
    public string ArgumentsField => Language == QueryLanguage.Jsonata ? "Arguments" : "Parameters";

    /// <summary>The path of the value within its state, as AWS names it: <c>Output/a[0]</c>.</summary>
    public string Field { get; private init; } = "";

    /// <summary>The path of the value within the definition, such as <c>States.Decode.ItemReader</c>.</summary>
    public string Location { get; } = location;

    public IEnumerable<string> Fields => Object().Names;

    public InvalidDefinitionException Invalid(string problem, string remedy) => new(Location, problem, remedy);

    public bool Has(string field) => Object().Contains(field);

    public DefinitionNode? Optional(string field) => Object()[field] is { } value
        ? new DefinitionNode(value, Location.Length == 0 ? field : $"{Location}.{field}", Language)
        {
            Field = Field.Length == 0 ? field : $"{Field}/{field}",
        }
        : null;

    /// <summary>The same value as a state with expressions in a language.</summary>
    public DefinitionNode AsState(QueryLanguage language) => new(Token, Location, language);

    public DefinitionNode Required(string field) =>
        Optional(field) ?? throw Invalid($"The field {field} is missing.", $"Add {field}.");

    /// <summary>Rejects unknown fields, which are usually misspelled.</summary>
    /// <exception cref="InvalidDefinitionException">A field is not in <paramref name="allowed"/>.</exception>
    public void AllowOnly(string what, IEnumerable<string> allowed)
    {
        if (Fields.FirstOrDefault(field => !allowed.Contains(field)) is not { } unknown) return;
        throw Required(unknown).Invalid($"This is not a field of {what}.", $"Use one of {string.Join(", ", allowed)}.");
    }

    /// <summary>Requires at most one of mutually exclusive fields, such as Seconds and SecondsPath.</summary>
    /// <exception cref="InvalidDefinitionException">More than one of the fields is present.</exception>
    public void AllowAtMostOneOf(params string[] fields)
    {
        var present = fields.Where(Has).ToArray();
        if (present.Length > 1) throw Invalid(
            $"{string.Join(" and ", present)} are mutually exclusive.", "Keep one of them.");
    }

    public IReadOnlyList<DefinitionNode> Items() => Token is ArrayData array
        ? array.Select(Item).ToArray()
        : throw Invalid("The value is not an array.", "Write an array.");

    public IReadOnlyList<DefinitionNode> NonEmptyItems() =>
        Items() is { Count: > 0 } items ? items : throw Invalid("The array is empty.", "Write at least one element.");

    public string Text() =>
        Token is StringData { Value: var text } ? text : throw Invalid("The value is not a string.", "Write a string.");

    public bool Boolean() =>
        Token is BooleanData { Value: var value } ? value : throw Invalid("The value is not a boolean.", "Write true or false.");

    public int Integer(int minimum, int maximum = int.MaxValue) =>
        Token is NumberData number && number.TryGetInteger(out var value) && value >= minimum && value <= maximum
            ? (int)value
            : throw Invalid("The value is not an integer in range.", maximum == int.MaxValue
                ? $"Write an integer of at least {minimum}."
                : $"Write an integer from {minimum} to {maximum}.");

    public double Number(double minimum, double maximum = double.MaxValue) =>
        Token is NumberData { Value: var value } && value >= minimum
            && value <= maximum
            ? value
            : throw Invalid("The value is not a number in range.", maximum == double.MaxValue
                ? $"Write a number of at least {minimum}."
                : $"Write a number from {minimum} to {maximum}.");

    /// <summary>The value as a string, which must be one of <paramref name="words"/>.</summary>
    public string OneOf(params string[] words) =>
        words.Contains(Text())
            ? Text()
            : throw Invalid($"'{Text()}' is not an allowed value.", $"Write one of {string.Join(", ", words)}.");

    /// <summary>The value as a path into the data (<c>$</c>) or the context object (<c>$$</c>).</summary>
    public Expression Path() => Text().StartsWith('$')
        ? Expression()
        : throw Invalid($"'{Text()}' is not a path.", "Write a JSONPath that starts with $ or $$.");

    /// <summary>The value as a path or a call of an intrinsic function.</summary>
    public Expression Expression() => Parsed(() => DataFlow.Expression.Parse(Text()));

    public PayloadTemplate Template() => Parsed(() => PayloadTemplate.Parse(Token, Field, Language));

    /// <summary>The value as a JSONata expression; null if it is not a string in <c>{% %}</c>, or the language is JSONPath.</summary>
    public JsonataExpression? Jsonata() =>
        Language == QueryLanguage.Jsonata && Token is StringData { Value: var text } && JsonataExpression.IsExpression(text)
            ? Parsed(() => JsonataExpression.Parse(text, Field))
            : null;

    public DataPathFilter DataPathFilter() => Token is NullData
        ? DataFlow.DataPathFilter.Nothing
        : Parsed(() => DataFlow.DataPathFilter.Parse(Text()));

    public ResultPath ResultPath() => Token is NullData
        ? DataFlow.ResultPath.Discard
        : Parsed(() => DataFlow.ResultPath.Parse(Text()));

    private DefinitionNode Item(JsonData item, int index) =>
        new(item, $"{Location}[{index}]", Language) { Field = $"{Field}[{index}]" };

    private ObjectData Object() => Token as ObjectData ?? throw Invalid("The value is not an object.", "Write an object.");

    private T Parsed<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException malformed)
        {
            throw Invalid(malformed.Message, "Correct the expression.");
        }
    }
}
