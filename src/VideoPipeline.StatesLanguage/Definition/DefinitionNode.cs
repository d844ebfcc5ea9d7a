using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A JSON value of the definition together with its location. A fault is reported, and what cannot be read has a default
/// value, so that one pass finds all faults; the result of a pass with faults is not used.</summary>
internal sealed class DefinitionNode
{
    private readonly DiagnosticCollector _diagnostics;
    private readonly SortedSet<string> _variables;

    private DefinitionNode(
        JsonData? token, string location, DiagnosticCollector diagnostics, QueryLanguage language, SortedSet<string> variables) =>
        (Token, IsMissing, Location, _diagnostics, Language, _variables) =
            (token ?? JsonData.Null, token is null, location, diagnostics, language, variables);

    public JsonData Token { get; }

    /// <summary>Whether there is no value. That has been reported where the value is required.</summary>
    public bool IsMissing { get; }

    /// <summary>The language of the expressions in the value.</summary>
    public QueryLanguage Language { get; }

    /// <summary>The name of the field with the arguments of a task, a reader or a writer.</summary>
    public string ArgumentsField => Language == QueryLanguage.Jsonata ? "Arguments" : "Parameters";

    /// <summary>The path of the value within its state, as AWS names it: <c>Output/a[0]</c>.</summary>
    public string Field { get; private init; } = "";

    /// <summary>The path of the value within the definition, such as <c>/States/Decode/ItemReader</c>; <c>/</c> for all of it.
    /// </summary>
    public string Location { get; }

    /// <summary>The variables that the expressions of the state read, as far as they have been parsed, in ordinal
    /// order.</summary>
    public IReadOnlyCollection<string> VariablesOfState => _variables;

    public IEnumerable<string> Fields => Object().Names;

    /// <summary>The value of a field; a missing value if there is none.</summary>
    public DefinitionNode this[string field] => Child(Object()[field], field);

    /// <summary>The whole definition.</summary>
    public static DefinitionNode Root(JsonData token, DiagnosticCollector diagnostics) =>
        new(token, "/", diagnostics, QueryLanguage.JsonPath, []);

    /// <summary>Reports a fault of the value.</summary>
    /// <param name="message">What is wrong, in the words of AWS where they are known.</param>
    /// <param name="remedy">A sentence that says what to write instead.</param>
    /// <param name="code">One of <see cref="DiagnosticCodes"/>.</param>
    public void Report(string message, string remedy, string code = DiagnosticCodes.SchemaValidationFailed)
    {
        if (!IsMissing) _diagnostics.Add(new DefinitionDiagnostic(DiagnosticSeverity.Error, code, message, Location, remedy));
    }

    /// <summary>Reports a fault for which AWS names no location.</summary>
    public void ReportWithoutLocation(string code, string message, string remedy) =>
        _diagnostics.Add(new DefinitionDiagnostic(DiagnosticSeverity.Error, code, message, null, remedy));

    /// <summary>Reports what is valid but hardly meant.</summary>
    public void Warn(string code, string message, string remedy) =>
        _diagnostics.Add(new DefinitionDiagnostic(DiagnosticSeverity.Warning, code, message, Location, remedy));

    /// <summary>Adds variables that an expression of the state reads.</summary>
    public void AddVariables(IEnumerable<string> names) => _variables.UnionWith(names);

    public bool Has(string field) => Object().Contains(field);

    public DefinitionNode? Optional(string field) => Has(field) ? this[field] : null;

    /// <summary>The value of a field, which is reported if it is missing.</summary>
    public DefinitionNode Required(string field)
    {
        Require(field);
        return this[field];
    }

    /// <summary>Requires fields.</summary>
    public void Require(params string[] fields)
    {
        var own = Object();
        var missing = Token is ObjectData ? fields.Where(field => !own.Contains(field)).ToArray() : [];
        if (missing.Length > 0) Report(
            $"These fields are required: [{string.Join(", ", missing)}]", $"Add {string.Join(" and ", missing)}.");
    }

    /// <summary>Reports unknown fields, which are usually misspelled.</summary>
    public void AllowOnly(string what, IEnumerable<string> allowed)
    {
        foreach (var unknown in Fields.Where(field => !allowed.Contains(field)))
        {
            Report($"Field '{unknown}' is not supported", $"Remove it. The fields of {what} are {string.Join(", ", allowed)}.");
        }
    }

    /// <summary>Requires at most one of mutually exclusive fields, such as Seconds and SecondsPath.</summary>
    public void AllowAtMostOneOf(params string[] fields)
    {
        var present = fields.Where(Has).ToArray();
        if (present.Length > 1) Report(
            $"There should only be one of the following fields: [{string.Join(", ", fields)}]",
            $"Keep one of {string.Join(" and ", present)}.");
    }

    /// <summary>Requires one of mutually exclusive fields.</summary>
    public void RequireOneOf(params string[] fields)
    {
        AllowAtMostOneOf(fields);
        if (Token is ObjectData && !fields.Any(Has)) Report(
            $"This object should have only one of the following fields: [{string.Join(", ", fields)}]", "Add one of them.");
    }

    public IReadOnlyList<DefinitionNode> Items()
    {
        if (Token is ArrayData array) return array.Select(Element).ToArray();
        ReportType("Array");
        return [];
    }

    public IReadOnlyList<DefinitionNode> NonEmptyItems()
    {
        if (Token is ArrayData { Count: 0 }) Report("Value cannot be empty", "Write at least one element.");
        return Items();
    }

    /// <summary>Reports that the value is not of a type.</summary>
    public void ReportType(string type) => Report($"Expected value of type {type}", $"Write a value of type {type}.");

    /// <summary>The same value as a state with expressions in a language.</summary>
    public DefinitionNode AsState(QueryLanguage language) =>
        new(IsMissing ? null : Token, Location, _diagnostics, language, new SortedSet<string>(StringComparer.Ordinal));

    private ObjectData Object()
    {
        if (Token is ObjectData o) return o;
        ReportType("Object");
        return ObjectData.Empty;
    }

    private DefinitionNode Child(JsonData? value, string field) =>
        new(value, Location == "/" ? "/" + field : $"{Location}/{field}", _diagnostics, Language, _variables)
        {
            Field = Field.Length == 0 ? field : $"{Field}/{field}",
        };

    private DefinitionNode Element(JsonData item, int index) =>
        new(item, $"{Location}[{index}]", _diagnostics, Language, _variables) { Field = $"{Field}[{index}]" };
}
