using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>A result or an error that takes the place of the work of a tested Task, Map or Parallel state.</summary>
public sealed class StateMock
{
    private readonly JsonData? _result;
    private readonly string? _error;
    private readonly string? _cause;

    private StateMock(JsonData? result, string? error, string? cause) => (_result, _error, _cause) = (result, error, cause);

    public static StateMock Result(JsonData result) => new(result, null, null);

    public static StateMock Error(string error, string? cause) => new(null, error, cause);

    /// <exception cref="StatesException">The mock is an error.</exception>
    internal JsonData Take() => _result
        ?? throw new StatesException(_error, _cause, _error == ErrorNames.Runtime ? Catchability.Never : Catchability.Always);
}
