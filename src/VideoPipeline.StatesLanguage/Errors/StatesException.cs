namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>What a Catch or a Retry may do about an error.</summary>
internal enum Catchability
{
    /// <summary>Matched by its name and by States.ALL.</summary>
    Always,

    /// <summary>Matched by its name, not by States.ALL (States.DataLimitExceeded of a state's own data).</summary>
    ByName,

    /// <summary>Ends the execution whatever is written (States.Runtime).</summary>
    Never,
}

/// <summary>An error as the language knows it, on its way from a state to a catcher or to the end of the
/// execution.</summary>
internal sealed class StatesException(
    string? error, string? cause, Catchability catchability = Catchability.Always, bool located = true)
    : Exception($"{error}: {cause}")
{
    /// <summary>Null only for a Fail state that names no error.</summary>
    public string? Error { get; } = error;

    public string? Cause { get; } = cause;

    public Catchability Catchability { get; } = catchability;

    public static StatesException Runtime(string cause) =>
        new(ErrorNames.Runtime, cause, Catchability.Never, located: false);

    public static StatesException Intrinsic(string function, string problem) =>
        new(ErrorNames.IntrinsicFailure, $"The function '{function}' had the following error: {problem}",
            located: false);

    /// <summary>The same error, its cause saying in which state it arose, in the words AWS uses.</summary>
    public StatesException In(string state, long enteredEventId) => located
        ? this
        : new StatesException(
            Error,
            $"An error occurred while executing the state '{state}' (entered at the event id #{enteredEventId}). {Cause}",
            Catchability);
}
