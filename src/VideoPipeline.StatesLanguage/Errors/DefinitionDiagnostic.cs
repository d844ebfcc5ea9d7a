namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>A fault of a state machine definition, or a doubtful place of it, as ValidateStateMachineDefinition reports
/// it.</summary>
/// <param name="Severity">Whether the definition is refused.</param>
/// <param name="Code">The kind of fault, one of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Message">What is wrong, in the words of AWS where they are known.</param>
/// <param name="Location">The path in the definition, such as <c>/States/Decode/Catch[0]/Next</c>; null where AWS names
/// none.</param>
/// <param name="Remedy">A sentence that says what to write instead.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
/// </remarks>
public sealed record DefinitionDiagnostic(
    DiagnosticSeverity Severity, string Code, string Message, string? Location, string Remedy)
{
    /// <summary>The location, the message and the remedy, for people.</summary>
    public override string ToString() => $"{Location ?? "The definition"}: {Message.TrimEnd(' ', '.')}. {Remedy}";
}

/// <summary>Whether a diagnostic refuses the definition.</summary>
public enum DiagnosticSeverity
{
    Error,
    Warning,
}
