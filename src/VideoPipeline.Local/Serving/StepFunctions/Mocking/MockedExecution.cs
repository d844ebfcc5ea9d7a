using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions.Mocking;

/// <summary>An execution of a test case. The invocations of each state are counted over all attempts, iterations, child
/// executions and redrives. Thread-safe.</summary>
/// <param name="testCase">The name of the test case.</param>
/// <param name="responses">The mocked responses by the names of the states.</param>
internal sealed class MockedExecution(string testCase, IReadOnlyDictionary<string, MockedResponse> responses)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _invocations = [];

    // The numbers of the attempts: one that is made again after an interruption has the same.
    private readonly Dictionary<string, int> _numbers = [];

    public string TestCase => testCase;

    /// <summary>Called for an invocation before its response is given: the name of the state, and what identifies the
    /// attempt.</summary>
    public Action<string, string>? OnInvocation { get; set; }

    /// <inheritdoc cref="TaskMock"/>
    public JsonData? Result(TaskInvocation call)
    {
        if (!responses.TryGetValue(call.StateName, out var response)) return null;
        int number;
        lock (_lock)
        {
            if (!_numbers.TryGetValue(call.Id, out number))
            {
                OnInvocation?.Invoke(call.StateName, call.Id);
                number = Count(call.StateName, call.Id);
            }
        }
        return response.ResultOf(number, call.StateName);
    }

    /// <summary>Counts an invocation from before an interruption.</summary>
    /// <param name="state">The name of the state.</param>
    /// <param name="id">Identifies the attempt.</param>
    public void Restore(string state, string id)
    {
        lock (_lock) Count(state, id);
    }

    private int Count(string state, string id)
    {
        var number = _invocations.GetValueOrDefault(state);
        _invocations[state] = number + 1;
        return _numbers[id] = number;
    }
}
