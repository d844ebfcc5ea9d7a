using Newtonsoft.Json;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>A state machine in the Amazon States Language, read and checked.</summary>
/// <remarks>https://states-language.net/spec.html</remarks>
public sealed class StateMachineDefinition
{
    private static readonly string[] s_topLevelFields =
        ["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"];

    private StateMachineDefinition(Workflow workflow, string? comment, int? timeoutSeconds) =>
        (Workflow, Comment, TimeoutSeconds) = (workflow, comment, timeoutSeconds);

    public Workflow Workflow { get; }

    public string? Comment { get; }

    /// <summary>Seconds after which an execution ends as TIMED_OUT; null for no limit.</summary>
    public int? TimeoutSeconds { get; }

    /// <summary>Reads and checks a definition.</summary>
    /// <exception cref="InvalidDefinitionException">Not JSON, not the language, or a feature that is not covered:
    /// JSONata and variables, and Task resources other than Lambda functions.</exception>
    public static StateMachineDefinition Parse(string json)
    {
        var node = Read(json);
        node.AllowOnly("a state machine", s_topLevelFields);
        if (node.Optional("Version") is { } version) version.OneOf("1.0");
        QueryLanguage.Check(node);
        var timeout = node.Optional("TimeoutSeconds")?.Integer(1, 99_999_999);
        var workflow = Workflow.Parse(node, new HashSet<string>(StringComparer.Ordinal));
        return new StateMachineDefinition(workflow, node.Optional("Comment")?.Text(), timeout);
    }

    private static DefinitionNode Read(string json)
    {
        try
        {
            return new DefinitionNode(StatesJson.Parse(json), "");
        }
        catch (JsonException malformed)
        {
            throw new InvalidDefinitionException(
                "", $"is not readable: {malformed.Message}", "Correct the JSON; a name may stand once in an object.");
        }
    }
}
