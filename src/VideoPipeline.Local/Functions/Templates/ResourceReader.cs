namespace VideoPipeline.Local.Functions.Templates;

/// <summary>Reads the resources of a template.</summary>
/// <param name="globals">The section <c>Globals.Function</c>: defaults of all functions.</param>
/// <param name="parameters">The template's parameters. A number that refers to one has its default value.</param>
internal sealed class ResourceReader(TemplateNode? globals, TemplateNode? parameters)
{
    // The defaults of SAM and Lambda.
    private const int DefaultMemorySize = 128;
    private const int DefaultTimeout = 3;

    /// <summary>Reads a function.</summary>
    public SamFunction Function(string logicalId, TemplateNode resource)
    {
        var properties = PropertiesOf(resource);
        return new SamFunction(
            logicalId,
            (Property(properties, "Handler")
                ?? throw properties.Error("Handler is missing. Add Handler: Assembly::Namespace.Class::Method.")).Text(),
            Property(properties, "CodeUri")?.Text(),
            Number(properties, "MemorySize")?.Integer(128, 10240) ?? DefaultMemorySize,
            TimeSpan.FromSeconds(Number(properties, "Timeout")?.Integer(1, 900) ?? DefaultTimeout),
            Environment(properties),
            [.. Routes(properties)]);
    }

    /// <summary>Reads a state machine.</summary>
    public static SamStateMachine StateMachine(string logicalId, TemplateNode resource)
    {
        var properties = PropertiesOf(resource);
        var definition = properties.Find("DefinitionUri")
            ?? throw properties.Error("DefinitionUri is missing. Add DefinitionUri: the file of the definition.");
        return new SamStateMachine(logicalId, definition.Text(), Values(properties.Find("DefinitionSubstitutions")));
    }

    private static TemplateNode PropertiesOf(TemplateNode resource) =>
        resource.Find("Properties") ?? throw resource.Error("Properties is missing. Add the properties of the resource.");

    private static Dictionary<string, TemplateValue> Values(TemplateNode? mapping) =>
        (mapping?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.Value());

    private static IEnumerable<SamRoute> Routes(TemplateNode properties) =>
        from entry in properties.Find("Events")?.Entries ?? []
        where entry.Value.Find("Type")?.Text() == "HttpApi"
        select new SamRoute(Required(entry.Value, "Method").Text().ToUpperInvariant(), Required(entry.Value, "Path").Text());

    private static TemplateNode Required(TemplateNode route, string name) =>
        route.Find("Properties", name) ?? throw route.Error($"{name} is missing. Add the {name} of the route.");

    private TemplateNode? Property(TemplateNode properties, string name) => properties.Find(name) ?? globals?.Find(name);

    private TemplateNode? Number(TemplateNode properties, string name) => Property(properties, name) is not { } node ? null
        : node.Value() is TemplateValue.Reference { Attribute: null, LogicalId: var id }
            && parameters?.Find(id, "Default") is { } defaultValue ? defaultValue
        : node;

    private Dictionary<string, TemplateValue> Environment(TemplateNode properties)
    {
        var variables = Values(globals?.Find("Environment", "Variables"));
        foreach (var (name, value) in Values(properties.Find("Environment", "Variables"))) variables[name] = value;
        return variables;
    }
}
