using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A parsed and validated state machine definition in the Amazon States Language.</summary>
/// <remarks>https://states-language.net/spec.html</remarks>
public sealed class StateMachineDefinition
{
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
    /// <exception cref="InvalidDefinitionException">The text is not JSON, violates the Amazon States Language, or uses an
    /// unsupported feature: JSONata, variables, or a Task resource other than a Lambda function.</exception>
    public static StateMachineDefinition Parse(string json)
    {
        var node = Read(json);
        node.AllowOnly("a state machine", s_topLevelFields);
        if (node.Optional("Version") is { } version) version.OneOf("1.0");
        var timeout = node.Optional("TimeoutSeconds")?.Integer(1, 99_999_999);
        var workflow = Workflow.Parse(node, new WorkflowNames(QueryLanguages.OfMachine(node)));
        return new StateMachineDefinition(workflow, node.Optional("Comment")?.Text(), timeout);
    }

    private static IEnumerable<State> StatesOf(Workflow workflow) =>
        workflow.States.Values.SelectMany(state => state.Workflows.SelectMany(StatesOf).Prepend(state));

    private static DefinitionNode Read(string json)
    {
        try
        {
            return new DefinitionNode(JsonData.Parse(json), "");
        }
        catch (FormatException malformed)
        {
            throw new InvalidDefinitionException(
                "", $"The JSON is malformed: {malformed.Message}", "Correct it. Field names must be unique within an object.");
        }
    }
}
