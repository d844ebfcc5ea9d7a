namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A state machine of the template.</summary>
/// <param name="LogicalId">Its logical ID.</param>
/// <param name="DefinitionUri">The file of the definition, relative to the template.</param>
/// <param name="DefinitionSubstitutions">The values of the placeholders <c>${Name}</c> in the definition.</param>
internal sealed record SamStateMachine(
    string LogicalId,
    string DefinitionUri,
    IReadOnlyDictionary<string, TemplateValue> DefinitionSubstitutions);
