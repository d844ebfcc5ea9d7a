using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A parsed and validated state machine definition in the Amazon States Language.</summary>
/// <remarks>https://states-language.net/spec.html</remarks>
public sealed class StateMachineDefinition
{
    private const int MaxTimeoutSeconds = 99_999_999;

    private static readonly string[] s_topLevelFields =
        ["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"];

    private StateMachineDefinition(Workflow workflow, string? comment, int? timeoutSeconds) =>
        (Workflow, Comment, TimeoutSeconds) = (workflow, comment, timeoutSeconds);

    public Workflow Workflow { get; }

    public string? Comment { get; }

    /// <summary>The seconds after which an execution ends with status TIMED_OUT; null for no limit.</summary>
    public int? TimeoutSeconds { get; }

    /// <summary>All states, each followed by those of the workflows within it.</summary>
    public IEnumerable<State> AllStates => StatesOf(Workflow);

    /// <summary>Parses and validates a definition.</summary>
    /// <param name="json">The definition.</param>
    /// <param name="isExpress">Whether the state machine is of type EXPRESS, which does not have all features.</param>
    /// <exception cref="InvalidDefinitionException">The text is not JSON, violates the Amazon States Language, or uses an
    /// unsupported feature. The exception names all faults.</exception>
    public static StateMachineDefinition Parse(string json, bool isExpress = false)
    {
        var diagnostics = new DiagnosticCollector();
        return Valid(Read(json, isExpress, diagnostics), diagnostics);
    }

    /// <summary>All faults of a definition, and warnings, in the order of the definition.</summary>
    /// <inheritdoc cref="Parse"/>
    public static IReadOnlyList<DefinitionDiagnostic> Validate(string json, bool isExpress = false)
    {
        var diagnostics = new DiagnosticCollector();
        Read(json, isExpress, diagnostics);
        return diagnostics.All;
    }

    /// <summary>Parses and validates the definition of a single state, whose transitions may lead anywhere.</summary>
    /// <exception cref="InvalidDefinitionException">The exception names all faults.</exception>
    internal static State ParseState(string name, string json)
    {
        var diagnostics = new DiagnosticCollector();
        return Valid(ReadState(name, json, diagnostics), diagnostics);
    }

    private static T Valid<T>(T? definition, DiagnosticCollector diagnostics)
        where T : class
    {
        var errors = diagnostics.All.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        return errors.Length == 0 ? definition! : throw new InvalidDefinitionException(errors);
    }

    private static State? ReadState(string name, string json, DiagnosticCollector diagnostics)
    {
        if (DefinitionJson.Parse(json, diagnostics) is not { } root) return null;
        var node = DefinitionNode.Root(root, diagnostics);
        var scope = new StateMachineScope(QueryLanguage.JsonPath, isExpress: false);
        scope.AddState(name);
        return StateParser.Parse(name, node.AsState(QueryLanguages.OfState(node, scope.Language)), scope);
    }

    private static StateMachineDefinition? Read(string json, bool isExpress, DiagnosticCollector diagnostics)
    {
        if (DefinitionJson.Parse(json, diagnostics) is not { } root) return null;
        var node = DefinitionNode.Root(root, diagnostics);
        node.AllowOnly("a state machine", s_topLevelFields);
        node.Optional("Version")?.OneOf("1.0");
        var timeout = node.Optional("TimeoutSeconds")?.Integer(1, MaxTimeoutSeconds);
        var workflow = Workflow.Parse(node, new StateMachineScope(QueryLanguages.OfMachine(node), isExpress));
        return new StateMachineDefinition(workflow, node.Optional("Comment")?.Text(), timeout);
    }

    private static IEnumerable<State> StatesOf(Workflow workflow) =>
        workflow.States.Values.SelectMany(state => state.Workflows.SelectMany(StatesOf).Prepend(state));
}
