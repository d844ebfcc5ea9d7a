using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>A result or an error in the place of a state's work, for all attempts of the state.</summary>
/// <remarks>In a Task, Map or Parallel state it takes the place of the result: no function is called, no item is read and no
/// branch or iteration starts, and ResultSelector, ResultPath, Output, Assign, Retry and Catch apply. In a Pass, Wait or Succeed
/// state it is the output, and nothing of the state is evaluated. A Choice or Fail state has no result; an error can take the
/// place of any state.</remarks>
public sealed class StateMock
{
    private readonly JsonData? _result;
    private readonly string? _error;
    private readonly string? _cause;

    private StateMock(JsonData? result, string? error, string? cause) => (_result, _error, _cause) = (result, error, cause);

    /// <summary>Whether it is an error.</summary>
    public bool IsError => _result is null;

    public static StateMock Result(JsonData result) => new(result, null, null);

    public static StateMock Error(string error, string? cause) => new(null, error, cause);

    /// <summary>The result.</summary>
    /// <exception cref="StatesException">It is an error.</exception>
    internal JsonData Take() => _result
        ?? throw new StatesException(_error, _cause, _error == ErrorNames.Runtime ? Catchability.Never : Catchability.Always);
}
