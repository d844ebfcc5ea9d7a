using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// The template as CloudFormation processes it with the values of parameters: conditions, mappings and texts are evaluated, and
/// references to resources remain (CloudFormation user guide, "Intrinsic functions").
/// </summary>
internal sealed partial class RenderedTemplate
{
    private readonly Dictionary<string, string> _parameters;

    /// <summary>Processes the template.</summary>
    /// <param name="values">The values of parameters; the others have their defaults.</param>
    public RenderedTemplate(params (string Name, string Value)[] values)
    {
        var declared = Section("Parameters");
        _parameters = declared.ToDictionary(entry => entry.Key, entry => (string?)entry.Value!["Default"] ?? "");
        foreach (var (name, value) in values)
        {
            if (!_parameters.ContainsKey(name)) throw new ArgumentException($"The template has no parameter {name}.");
            _parameters[name] = value;
        }
        Resources = new JsonObject(
            from resource in TemplateFile.Resources
            where resource.Value!["Condition"] is not { } condition || IsTrue((string)condition!)
            select KeyValuePair.Create(resource.Key, Evaluate(resource.Value)));
        RefusalReasons =
        [
            .. from rule in Section("Rules")
               where Holds(rule.Value!["RuleCondition"])
               from assertion in rule.Value!["Assertions"]!.AsArray()
               where !Holds(assertion!["Assert"])
               select (string)assertion["AssertDescription"]!,
        ];
    }

    /// <summary>The template with the default values of all parameters.</summary>
    public static RenderedTemplate Default { get; } = new();

    /// <summary>The resources whose condition holds, by logical ID.</summary>
    public JsonObject Resources { get; }

    /// <summary>The descriptions of the rules that refuse a deployment with these values.</summary>
    public IReadOnlyList<string> RefusalReasons { get; }

    /// <summary>The properties of a resource.</summary>
    public JsonObject Properties(string resource) => Resources[resource]!["Properties"]!.AsObject();

    /// <summary>The logical IDs of the resources of a type.</summary>
    public IEnumerable<string> OfType(string type) =>
        Resources.Where(resource => (string?)resource.Value!["Type"] == type).Select(resource => resource.Key);

    private static JsonObject Section(string name) => TemplateFile.Root[name]!.AsObject();

    private bool IsTrue(string condition) => Holds(Section("Conditions")[condition]);

    private bool Holds(JsonNode? node)
    {
        var (name, argument) = node!.AsObject().Single();
        return name switch
        {
            "Fn::Equals" => Text(argument![0]) == Text(argument[1]),
            "Fn::Not" => !Holds(argument![0]),
            "Fn::And" => argument!.AsArray().All(Holds),
            "Condition" => IsTrue((string)argument!),
            _ => throw new NotSupportedException($"{name} is not supported in conditions."),
        };
    }

    private string Text(JsonNode? node) => (string)Evaluate(node)!;

    // Null is AWS::NoValue: the entry is left out.
    private JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when EvaluateFunction(map) is var (isFunction, value) && isFunction => value,
        JsonObject map => new JsonObject(
            map.Select(entry => KeyValuePair.Create(entry.Key, Evaluate(entry.Value))).Where(entry => entry.Value is not null)),
        JsonArray list => new JsonArray([.. list.Select(Evaluate).Where(item => item is not null)]),
        _ => node?.DeepClone(),
    };

    private (bool IsFunction, JsonNode? Value) EvaluateFunction(JsonObject map)
    {
        var (name, argument) = map.Single();
        return name switch
        {
            "Ref" => (true, Reference((string)argument!)),
            "Fn::If" => (true, Evaluate(argument![IsTrue((string)argument[0]!) ? 1 : 2])),
            "Fn::FindInMap" =>
                (true, Section("Mappings")[Text(argument![0])]![Text(argument[1])]![Text(argument[2])]!.DeepClone()),
            "Fn::Join" => (true, string.Join((string)argument![0]!, Evaluate(argument[1])!.AsArray())),
            "Fn::Split" => (true, ListOf(Text(argument![1]).Split((string)argument[0]!))),
            "Fn::Sub" when argument is JsonArray => (true, Substitute((string)argument[0]!, argument[1]!.AsObject())),
            "Fn::Sub" => (true, Substitute((string)argument!, [])),
            _ => (false, null),
        };
    }

    private JsonNode? Reference(string name) =>
        name == "AWS::NoValue" ? null
        : !_parameters.TryGetValue(name, out var value) ? new JsonObject { ["Ref"] = name }
        : (string?)Section("Parameters")[name]!["Type"] == "CommaDelimitedList"
            ? ListOf(value.Split(',', StringSplitOptions.TrimEntries))
        : value;

    private static JsonArray ListOf(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode)item)]);

    private string Substitute(string text, JsonObject variables) => Placeholder().Replace(text, match =>
        match.Groups[1].Value is var name && variables[name] is { } variable ? Text(variable)
        : _parameters.GetValueOrDefault(name) ?? match.Value);

    [GeneratedRegex(@"\$\{([^!}]+)\}")]
    private static partial Regex Placeholder();
}
