using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The tasks of an engine that wait until somebody sends their token (<c>.waitForTaskToken</c>). Thread-safe.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token</remarks>
public sealed class TaskTokens
{
    private const int TokenBytes = 32;

    private readonly ConcurrentDictionary<string, WaitingTask> _waiting = new();

    /// <summary>Whether a text has the form of a token.</summary>
    public static bool IsToken(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == TokenBytes;

    /// <summary>Ends a task with an output (SendTaskSuccess).</summary>
    /// <returns>False if no task waits for the token.</returns>
    public bool Succeed(string token, JsonData output) =>
        _waiting.TryGetValue(token, out var task) && task.Result.TrySetResult(output);

    /// <summary>Ends a task with an error (SendTaskFailure).</summary>
    /// <inheritdoc cref="Succeed"/>
    public bool Fail(string token, string? error, string? cause) =>
        _waiting.TryGetValue(token, out var task) && task.Result.TrySetException(new StatesException(error, cause));

    /// <summary>Restarts the heartbeat time-out of a task (SendTaskHeartbeat).</summary>
    /// <inheritdoc cref="Succeed"/>
    public bool SendHeartbeat(string token)
    {
        if (!_waiting.TryGetValue(token, out var task) || task.Result.Task.IsCompleted) return false;
        task.Heartbeat?.Invoke();
        return true;
    }

    internal WaitingTask Open(Randomness randomness)
    {
        var token = Convert.ToBase64String([.. randomness.NextGuid().ToByteArray(), .. randomness.NextGuid().ToByteArray()]);
        var task = new WaitingTask(token, this);
        _waiting[token] = task;
        return task;
    }

    internal void Close(string token) => _waiting.TryRemove(token, out _);
}

/// <summary>A task that waits for its token, until it is disposed.</summary>
internal sealed class WaitingTask(string token, TaskTokens tokens) : IDisposable
{
    public string Token => token;

    public TaskCompletionSource<JsonData> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Restarts the heartbeat time-out; null before the task is started.</summary>
    public Action? Heartbeat { get; set; }

    public void Dispose() => tokens.Close(token);
}
