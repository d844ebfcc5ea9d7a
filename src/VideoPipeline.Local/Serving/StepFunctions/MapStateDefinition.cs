using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The workflow of a distributed Map state as the definition of a state machine, as which the API describes
/// it.</summary>
/// <param name="Label">The label of the Map state in the ARN.</param>
/// <param name="Text">The definition, which is valid by itself.</param>
/// <param name="Type">The type of its executions.</param>
internal sealed record MapStateDefinition(string Label, string Text, string Type)
{
    private const string States = "States", Language = "QueryLanguage", Config = "ProcessorConfig";

    public StateMachineDefinition Definition => StateMachineDefinition.Parse(Text, Type == StateMachineType.Express);

    /// <summary>Finds the Map state with a Label; null if there is none.</summary>
    public static MapStateDefinition? OfLabel(string definition, string label) =>
        Find(definition, label, (_, state) => (state["Label"] as StringData)?.Value == label);

    /// <summary>Finds a Map state by its name.</summary>
    /// <param name="definition">The definition of the state machine.</param>
    /// <param name="state">The name.</param>
    /// <param name="label">The label in the ARN of the Map Run.</param>
    public static MapStateDefinition OfState(string definition, string state, string label) =>
        Find(definition, label, (name, _) => name == state)!;

    private static MapStateDefinition? Find(string definition, string label, Func<string, ObjectData, bool> isSought)
    {
        var machine = JsonData.Parse(definition).Fields;
        if (StatesOf(machine).FirstOrDefault(found => isSought(found.Name, found.State)).State is not { } state) return null;
        var processor = Processor(state)!;
        var workflow = processor.Where(field => field.Key != Config).Select(field => (field.Key, field.Value));
        if (machine[Language] is { } language) workflow = workflow.Prepend((Language, language));
        var type = ((processor[Config] as ObjectData)?["ExecutionType"] as StringData)?.Value ?? StateMachineType.Standard;
        return new MapStateDefinition(label, ObjectData.Of(workflow).ToString(), type);
    }

    private static IEnumerable<(string Name, ObjectData State)> StatesOf(ObjectData workflow) =>
        workflow[States]!.Fields.SelectMany(field =>
        {
            var state = field.Value.Fields;
            var branches = state["Branches"] is ArrayData array ? array.Select(branch => branch.Fields) : [];
            var workflows = Processor(state) is { } processor ? branches.Append(processor) : branches;
            return workflows.SelectMany(StatesOf).Prepend((field.Key, state));
        });

    private static ObjectData? Processor(ObjectData state) => (state["ItemProcessor"] ?? state["Iterator"]) as ObjectData;
}
