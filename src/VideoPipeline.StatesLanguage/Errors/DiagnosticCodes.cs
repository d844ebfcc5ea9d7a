namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>The codes of diagnostics: those that AWS documents, and those of JSONata and variables that it answers
/// besides.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
/// </remarks>
public static class DiagnosticCodes
{
    public const string DuplicateLabelName = "DUPLICATE_LABEL_NAME";
    public const string DuplicateStateName = "DUPLICATE_STATE_NAME";
    public const string InvalidJsonDescription = "INVALID_JSON_DESCRIPTION";
    public const string InvalidJsonataExpression = "INVALID_JSONATA_EXPRESSION";
    public const string InvalidLabelName = "INVALID_LABEL_NAME";
    public const string InvalidStateName = "INVALID_STATE_NAME";
    public const string InvalidVariableName = "INVALID_VARIABLE_NAME";
    public const string MissingEndState = "MISSING_END_STATE";
    public const string MissingTransitionTarget = "MISSING_TRANSITION_TARGET";
    public const string NoDollar = "NO_DOLLAR";
    public const string NoPath = "NO_PATH";
    public const string PassResultIsStatic = "PASS_RESULT_IS_STATIC";
    public const string ReservedVariableName = "RESERVED_VARIABLE_NAME";
    public const string SchemaValidationFailed = "SCHEMA_VALIDATION_FAILED";
    public const string UnsupportedJsonataExpression = "UNSUPPORTED_JSONATA_EXPRESSION";
}
