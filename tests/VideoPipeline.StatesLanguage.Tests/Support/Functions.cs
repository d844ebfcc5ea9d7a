using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>Invokes functions that a test defines by name.</summary>
internal sealed class Functions : ITaskInvoker
{
    private readonly Dictionary<string, Func<TaskInvocation, CancellationToken, Task<JsonData>>> _functions = [];
    private int _running;

    /// <summary>The number of calls that have not returned yet.</summary>
    public int Running => Volatile.Read(ref _running);

    public Functions With(string name, Func<JsonData, JsonData> body) =>
        WithAsync(name, (call, _) => Task.FromResult(body(call.Payload)));

    public Functions WithAsync(string name, Func<TaskInvocation, CancellationToken, Task<JsonData>> body)
    {
        _functions[name] = body;
        return this;
    }

    public async Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation)
    {
        var name = call.FunctionName.Split(':')[^1];
        if (!_functions.TryGetValue(name, out var body)) throw new TaskFailedException(
            "Lambda.ResourceNotFoundException", name);
        Interlocked.Increment(ref _running);
        try
        {
            return await body(call, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
