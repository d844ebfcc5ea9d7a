using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A value in the definition together with where it stands, so that every complaint can say so.</summary>
internal sealed class DefinitionNode(JToken token, string location)
{
    public JToken Token { get; } = token;

    /// <summary>Where it stands, such as <c>States.Decode.ItemReader</c>.</summary>
    public string Location { get; } = location;

    public IEnumerable<string> Fields => Object().Properties().Select(property => property.Name);

    public InvalidDefinitionException Invalid(string problem, string remedy) => new(Location, problem, remedy);

    public bool Has(string field) => Object()[field] is not null;

    public DefinitionNode? Optional(string field) => Object()[field] is { } value
        ? new DefinitionNode(value, Location.Length == 0 ? field : $"{Location}.{field}")
        : null;

    public DefinitionNode Required(string field) =>
        Optional(field) ?? throw Invalid($"The field {field} is missing.", $"Add {field}.");

    /// <summary>Complains about any field that is not among those named: most are misspelled ones.</summary>
    public void AllowOnly(string what, IEnumerable<string> allowed)
    {
        if (Fields.FirstOrDefault(field => !allowed.Contains(field)) is not { } unknown) return;
        throw Required(unknown).Invalid($"is not a field of {what}.", $"Use one of {string.Join(", ", allowed)}.");
    }

    /// <summary>At most one of two fields that say the same thing in two ways, such as Seconds and
    /// SecondsPath.</summary>
    public void AllowOneOf(params string[] fields)
    {
        var present = fields.Where(Has).ToArray();
        if (present.Length > 1) throw Invalid(
            $"{string.Join(" and ", present)} exclude each other.", "Keep one of them.");
    }

    public IReadOnlyList<DefinitionNode> Items() => Token is JArray array
        ? array.Select((item, index) => new DefinitionNode(item, $"{Location}[{index}]")).ToArray()
        : throw Invalid("is not an array.", "Write an array.");

    public IReadOnlyList<DefinitionNode> NonEmptyItems() =>
        Items() is { Count: > 0 } items ? items : throw Invalid("is empty.", "Write at least one element.");

    public string Text() =>
        Token is JValue { Value: string text } ? text : throw Invalid("is not a string.", "Write a string.");

    public bool Boolean() =>
        Token is JValue { Value: bool value } ? value : throw Invalid("is not a boolean.", "Write true or false.");

    public int Integer(int minimum, int maximum = int.MaxValue) =>
        Token is JValue { Value: long value } && value >= minimum && value <= maximum
            ? (int)value
            : throw Invalid("is not an integer in range.", maximum == int.MaxValue
                ? $"Write an integer of at least {minimum}."
                : $"Write an integer from {minimum} to {maximum}.");

    public double Number(double minimum, double maximum = double.MaxValue) =>
        Token.Type is JTokenType.Integer or JTokenType.Float && Token.Value<double>() is var value && value >= minimum
            && value <= maximum
            ? value
            : throw Invalid("is not a number in range.", maximum == double.MaxValue
                ? $"Write a number of at least {minimum}."
                : $"Write a number from {minimum} to {maximum}.");

    /// <summary>One of a few words.</summary>
    public string OneOf(params string[] words) =>
        words.Contains(Text()) ? Text() : throw Invalid($"is '{Text()}'.", $"Write one of {string.Join(", ", words)}.");

    /// <summary>A path into the data or the context object.</summary>
    public Expression Path() => Text().StartsWith('$')
        ? Expression()
        : throw Invalid($"'{Text()}' is not a path.", "Write a JSONPath that starts with $ or $$.");

    /// <summary>A path or an intrinsic function.</summary>
    public Expression Expression() => Parsed(() => DataFlow.Expression.Parse(Text()));

    public PayloadTemplate Template() => Parsed(() => PayloadTemplate.Parse(Token));

    public DataPathFilter DataPathFilter() => Token.Type == JTokenType.Null
        ? DataFlow.DataPathFilter.Nothing
        : Parsed(() => DataFlow.DataPathFilter.Parse(Text()));

    public ResultPath ResultPath() => Token.Type == JTokenType.Null
        ? DataFlow.ResultPath.Discard
        : Parsed(() => DataFlow.ResultPath.Parse(Text()));

    private JObject Object() => Token as JObject ?? throw Invalid("is not an object.", "Write an object.");

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
