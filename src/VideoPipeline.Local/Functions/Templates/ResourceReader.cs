namespace VideoPipeline.Local.Functions.Templates;

/// <summary>Reads the resources of a template.</summary>
/// <param name="globals">The section <c>Globals.Function</c>: defaults of all functions.</param>
/// <param name="parameters">The template's parameters. A number that refers to one has its default value.</param>
/// <param name="routes">The routes of the HTTP API by function.</param>
internal sealed class ResourceReader(TemplateNode? globals, TemplateNode? parameters, ILookup<string, SamRoute> routes)
{
    // The defaults of SAM and Lambda.
    private const int DefaultMemorySize = 128;
    private const int DefaultTimeout = 3;

    /// <summary>Reads a function.</summary>
    public SamFunction Function(string logicalId, TemplateNode resource)
    {
        var properties = resource.Properties();
        return new SamFunction(
            logicalId,
            (Property(properties, "Handler")
                ?? throw properties.Error("Handler is missing. Add Handler: Assembly::Namespace.Class::Method.")).Text(),
            Property(properties, "CodeUri")?.Text(),
            Number(properties, "MemorySize")?.Integer(128, 10240) ?? DefaultMemorySize,
            TimeSpan.FromSeconds(Number(properties, "Timeout")?.Integer(1, 900) ?? DefaultTimeout),
            Environment(properties),
            [.. routes[logicalId]]);
    }

    /// <summary>Reads a state machine.</summary>
    public static SamStateMachine StateMachine(string logicalId, TemplateNode resource)
    {
        var properties = resource.Properties();
        var definition = properties.Find("DefinitionUri")
            ?? throw properties.Error("DefinitionUri is missing. Add DefinitionUri: the file of the definition.");
        return new SamStateMachine(logicalId, definition.Text(), Values(properties.Find("DefinitionSubstitutions")));
    }

    private static Dictionary<string, TemplateValue> Values(TemplateNode? mapping) =>
        (mapping?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.Value());

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
