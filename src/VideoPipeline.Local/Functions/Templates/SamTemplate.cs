namespace VideoPipeline.Local.Functions.Templates;

/// <summary>
/// What one machine needs to know of a SAM template: its functions, its state machines and what they refer to
/// (docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html).
/// </summary>
public sealed class SamTemplate
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

    /// <summary>The file of the template.</summary>
    public string Path { get; }

    /// <summary>The functions, by logical id.</summary>
    public IReadOnlyDictionary<string, SamFunction> Functions { get; }

    /// <summary>The state machines, by logical id.</summary>
    public IReadOnlyDictionary<string, SamStateMachine> StateMachines { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">There is none at <paramref name="path"/>, or it is not a SAM template.</exception>
    public static SamTemplate Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (IOException exception)
        {
            throw new TemplateException(path, "file", $"the template could not be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses a template.</summary>
    /// <param name="yaml">Its text.</param>
    /// <param name="path">Its name, for messages and for the files it refers to.</param>
    /// <exception cref="TemplateException">It is not a SAM template.</exception>
    public static SamTemplate Parse(string yaml, string path = "template.yaml")
    {
        var root = TemplateNode.Parse(yaml, path);
        var resources = root.Find("Resources") ?? throw root.Wrong("a SAM template has Resources");
        var reader = new ResourceReader(root.Find("Globals", "Function"), root.Find("Parameters"));
        return new SamTemplate(
            path,
            OfType(resources, "AWS::Serverless::Function").ToDictionary(r => r.Key, r => reader.Function(r.Key, r.Value)),
            OfType(resources, "AWS::Serverless::StateMachine").ToDictionary(r => r.Key, r => ResourceReader.StateMachine(r.Key, r.Value)),
            (root.Find("Parameters")?.Entries ?? [])
                .Where(p => p.Value.Find("Default") is not null)
                .ToDictionary(p => p.Key, p => p.Value.Find("Default")!.Text()));
    }

    /// <summary>A state machine's definition with its substitutions made: a function stands as its logical id.</summary>
    /// <param name="stateMachine">One of <see cref="StateMachines"/>.</param>
    /// <param name="resources">What other resources are here, by logical id (a bucket's name, say).</param>
    /// <returns>The definition, in Amazon States Language.</returns>
    /// <exception cref="TemplateException">The definition is not there, or something it refers to is not known here.</exception>
    public string ReadDefinition(SamStateMachine stateMachine, IReadOnlyDictionary<string, string> resources)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        var file = System.IO.Path.Combine(folder, stateMachine.DefinitionUri);
        if (!File.Exists(file))
            throw new TemplateException(Path, $"Resources.{stateMachine.LogicalId}", $"the definition {file} does not exist; correct DefinitionUri");
        return Substitute(File.ReadAllText(file), stateMachine, resources);
    }

    /// <summary>The value of <paramref name="value"/> on one machine, or null where it is not known.</summary>
    /// <param name="value">A value of this template.</param>
    /// <param name="resources">What resources are here, by logical id.</param>
    public string? Resolve(TemplateValue value, IReadOnlyDictionary<string, string> resources) => value.Resolve(reference =>
        resources.TryGetValue(reference.LogicalId, out var given) ? given
        : Functions.ContainsKey(reference.LogicalId) ? reference.LogicalId
        : _parameters.GetValueOrDefault(reference.LogicalId));

    internal string Substitute(string definition, SamStateMachine stateMachine, IReadOnlyDictionary<string, string> resources)
    {
        foreach (var (name, value) in stateMachine.DefinitionSubstitutions)
        {
            var text = Resolve(value, resources) ?? throw new TemplateException(
                Path,
                $"Resources.{stateMachine.LogicalId}.DefinitionSubstitutions.{name}",
                $"{value} is no function or parameter of the template, and nothing says what stands for it on this machine");
            definition = definition.Replace($"${{{name}}}", text, StringComparison.Ordinal);
        }

        return definition;
    }

    private static IEnumerable<(string Key, TemplateNode Value)> OfType(TemplateNode resources, string type) =>
        resources.Entries.Where(resource => resource.Value.Find("Type")?.Text() == type);
}
