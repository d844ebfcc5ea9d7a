using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Serving.StepFunctions.Mocking;

/// <summary>An execution of a test case. The invocations of each state are counted over all attempts, iterations, child
/// executions and redrives. Thread-safe.</summary>
/// <param name="testCase">The name of the test case.</param>
/// <param name="responses">The mocked responses by the names of the states.</param>
internal sealed class MockedExecution(string testCase, IReadOnlyDictionary<string, MockedResponse> responses)
{
    private readonly ConcurrentDictionary<string, int> _invocations = new();

    public string TestCase => testCase;

    /// <inheritdoc cref="TaskMock"/>
    public JsonData? Result(TaskInvocation call)
    {
        if (!responses.TryGetValue(call.StateName, out var response)) return null;
        var next = _invocations.AddOrUpdate(call.StateName, 0, static (_, last) => last + 1);
        return response.ResultOf(next, call.StateName);
    }
}
