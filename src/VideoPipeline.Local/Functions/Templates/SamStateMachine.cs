namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A state machine as the template describes it.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="DefinitionUri">The file of its definition, relative to the template.</param>
/// <param name="DefinitionSubstitutions">What <c>${Name}</c> in the definition stands for.</param>
public sealed record SamStateMachine(
    string LogicalId,
    string DefinitionUri,
    IReadOnlyDictionary<string, TemplateValue> DefinitionSubstitutions);
