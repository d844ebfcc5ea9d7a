namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>A state machine definition is invalid, or uses a feature that this engine does not support. The message has a line
/// per fault: where it is, what is wrong, what to write instead.</summary>
/// <param name="diagnostics">All faults of the definition, at least one.</param>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionDiagnostic> diagnostics)
    : Exception(string.Join('\n', diagnostics))
{
    /// <summary>All faults of the definition, without warnings.</summary>
    public IReadOnlyList<DefinitionDiagnostic> Diagnostics { get; } = diagnostics;
}
