namespace VideoPipeline.Local.Functions.Templates;

/// <summary>Reads the resources of a template.</summary>
/// <param name="globals">The section <c>Globals.Function</c>: defaults of all functions.</param>
/// <param name="parameters">The template's parameters. A number that refers to one has its default value.</param>
/// <param name="conditions">The section <c>Conditions</c>.</param>
/// <param name="routes">The routes of the HTTP API by function.</param>
internal sealed class ResourceReader(
    TemplateNode? globals, TemplateNode? parameters, TemplateConditions conditions, ILookup<string, SamRoute> routes)
{
    // The defaults of SAM and Lambda.
    private const int DefaultMemorySize = 128;
    private const int DefaultEphemeralStorageSize = 512;
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
            (Property(properties, "EphemeralStorage") is { } storage ? Resolved(storage.Required("Size")) : null)
                ?.Integer(512, 10240) ?? DefaultEphemeralStorageSize,
            Number(properties, "ReservedConcurrentExecutions")?.Integer(0, int.MaxValue),
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

    private TemplateNode? Number(TemplateNode properties, string name) =>
        Property(properties, name) is { } node ? Resolved(node) : null;

    // A condition chooses, and a parameter has its default value. Null if a property is removed (AWS::NoValue).
    private TemplateNode? Resolved(TemplateNode node)
    {
        if (conditions.Choose(node) is { } chosen) return Resolved(chosen);
        return node.Value() is TemplateValue.Reference { Attribute: null, LogicalId: var id }
            ? id == TemplateConditions.NoValue ? null : parameters?.Find(id, "Default") ?? node
            : node;
    }

    private Dictionary<string, TemplateValue> Environment(TemplateNode properties)
    {
        var variables = Values(globals?.Find("Environment", "Variables"));
        foreach (var (name, value) in Values(properties.Find("Environment", "Variables"))) variables[name] = value;
        return variables;
    }
}
