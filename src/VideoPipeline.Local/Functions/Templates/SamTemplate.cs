namespace VideoPipeline.Local.Functions.Templates;

/// <summary>
/// The parts of a SAM template that local runs need: its functions, its state machines and the values that they refer to
/// (docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html).
/// </summary>
internal sealed class SamTemplate
{
    private readonly IReadOnlyDictionary<string, string> _parameters;

    private SamTemplate(
        string path,
        IReadOnlyDictionary<string, SamFunction> functions,
        IReadOnlyDictionary<string, SamStateMachine> stateMachines,
        IReadOnlyDictionary<string, string> parameters)
    {
        Path = path;
        Functions = functions;
        StateMachines = stateMachines;
        _parameters = parameters;
    }

    /// <summary>The path of the template.</summary>
    public string Path { get; }

    /// <summary>The functions, by logical ID.</summary>
    public IReadOnlyDictionary<string, SamFunction> Functions { get; }

    /// <summary>The state machines, by logical ID.</summary>
    public IReadOnlyDictionary<string, SamStateMachine> StateMachines { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It cannot be read, or is not a valid SAM template.</exception>
    public static SamTemplate Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (IOException exception)
        {
            throw new TemplateException(path, "file", $"the template cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses a template.</summary>
    /// <param name="yaml">Its text.</param>
    /// <param name="path">Its path, for messages and relative paths.</param>
    /// <exception cref="TemplateException">It is not a valid SAM template.</exception>
    public static SamTemplate Parse(string yaml, string path = "template.yaml")
    {
        var root = TemplateNode.Parse(yaml, path);
        var resources = root.Find("Resources") ?? throw root.Error("Resources is missing. Give a SAM template.");
        var routes = new RouteReader(resources).Read();
        var conditions = new TemplateConditions(root.Find("Conditions"), root.Find("Parameters"));
        var reader = new ResourceReader(root.Find("Globals", "Function"), root.Find("Parameters"), conditions, routes);
        return new SamTemplate(
            path,
            resources.OfType("AWS::Serverless::Function").ToDictionary(r => r.Key, r => reader.Function(r.Key, r.Value)),
            resources.OfType("AWS::Serverless::StateMachine")
                .ToDictionary(r => r.Key, r => ResourceReader.StateMachine(r.Key, r.Value)),
            (root.Find("Parameters")?.Entries ?? [])
                .Where(p => p.Value.Find("Default") is not null)
                .ToDictionary(p => p.Key, p => p.Value.Find("Default")!.Text()));
    }

    /// <summary>Reads a state machine's definition and substitutes its placeholders, functions by their logical IDs.</summary>
    /// <param name="stateMachine">One of <see cref="StateMachines"/>.</param>
    /// <param name="resources">The values of other resources, by logical ID, such as the name of a bucket.</param>
    /// <returns>The definition, in Amazon States Language.</returns>
    /// <exception cref="TemplateException">The definition does not exist, or a substitution cannot be resolved.</exception>
    public string ReadDefinition(SamStateMachine stateMachine, IReadOnlyDictionary<string, string> resources)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        var file = System.IO.Path.Combine(folder, stateMachine.DefinitionUri);
        if (!File.Exists(file))
        {
            throw new TemplateException(
                Path, $"Resources.{stateMachine.LogicalId}", $"the definition {file} does not exist. Correct DefinitionUri.");
        }

        return Substitute(File.ReadAllText(file), stateMachine, resources);
    }

    /// <summary>Resolves a value; null if it depends on a resource without a value.</summary>
    /// <param name="value">A value of this template.</param>
    /// <param name="resources">The values of resources, by logical ID.</param>
    public string? Resolve(TemplateValue value, IReadOnlyDictionary<string, string> resources) => value.Resolve(reference =>
        resources.TryGetValue(reference.LogicalId, out var resource) ? resource
        : Functions.ContainsKey(reference.LogicalId) ? reference.LogicalId
        : _parameters.GetValueOrDefault(reference.LogicalId));

    /// <summary>Substitutes the placeholders of a definition.</summary>
    internal string Substitute(string definition, SamStateMachine stateMachine, IReadOnlyDictionary<string, string> resources)
    {
        foreach (var (name, value) in stateMachine.DefinitionSubstitutions)
        {
            var text = Resolve(value, resources) ?? throw new TemplateException(
                Path,
                $"Resources.{stateMachine.LogicalId}.DefinitionSubstitutions.{name}",
                $"{value} is neither a function nor a parameter of the template, and has no value on this machine");
            definition = definition.Replace($"${{{name}}}", text, StringComparison.Ordinal);
        }

        return definition;
    }
}
