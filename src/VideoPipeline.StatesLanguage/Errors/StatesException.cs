namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>Which names in the ErrorEquals of a retrier or catcher match an error.</summary>
internal enum Catchability
{
    /// <summary>The error's name, States.ALL and, except for time-outs, States.TaskFailed.</summary>
    Always,

    /// <summary>The error's name only (States.DataLimitExceeded for the input or output of a state).</summary>
    ByName,

    /// <summary>None: the error always fails the execution (States.Runtime).</summary>
    Never,
}

/// <summary>A state failed with an error of the Amazon States Language: an error name and a cause.</summary>
/// <param name="error">The error name; null only for a Fail state without an Error.</param>
/// <param name="cause">The cause; may be null.</param>
/// <param name="catchability">Which names in ErrorEquals match the error.</param>
/// <param name="located">Whether the cause needs no prefix that names the state.</param>
internal sealed class StatesException(
    string? error, string? cause, Catchability catchability = Catchability.Always, bool located = true)
    : Exception($"{error}: {cause}")
{
    /// <summary>The error name; null only for a Fail state without an Error.</summary>
    public string? Error { get; } = error;

    public string? Cause { get; } = cause;

    public Catchability Catchability { get; } = catchability;

    /// <summary>Whether the failure is one of JSONata, of which the history has an event of its own.</summary>
    public bool IsEvaluation { get; private init; }

    /// <summary>The path within the state of the field whose JSONata expression failed; null if there is none.</summary>
    public string? Field { get; private init; }

    public static StatesException Runtime(string cause) =>
        new(ErrorNames.Runtime, cause, Catchability.Never, located: false);

    public static StatesException QueryEvaluation(string? field, string cause) =>
        new(ErrorNames.QueryEvaluationError, cause, located: false) { IsEvaluation = true, Field = field };

    public static StatesException Intrinsic(string function, string problem) =>
        new(ErrorNames.IntrinsicFailure, $"The function '{function}' had the following error: {problem}",
            located: false);

    /// <summary>Adds the name of the state to the cause, in the format of Step Functions.</summary>
    public StatesException WithLocation(string state, long enteredEventId) => located
        ? this
        : new StatesException(
            Error,
            $"An error occurred while executing the state '{state}' (entered at the event id #{enteredEventId}). {Cause}",
            Catchability);
}
