using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
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
        _waiting.TryGetValue(token, out var task) && task.TryEnd(new TokenEntry(token, output, null, null));

    /// <summary>Ends a task with an error (SendTaskFailure).</summary>
    /// <inheritdoc cref="Succeed"/>
    public bool Fail(string token, string? error, string? cause) =>
        _waiting.TryGetValue(token, out var task) && task.TryEnd(new TokenEntry(token, null, error, cause));

    /// <summary>Restarts the heartbeat time-out of a task (SendTaskHeartbeat).</summary>
    /// <inheritdoc cref="Succeed"/>
    public bool SendHeartbeat(string token)
    {
        if (!_waiting.TryGetValue(token, out var task) || task.Result.Task.IsCompleted) return false;
        task.Heartbeat?.Invoke();
        return true;
    }

    /// <summary>Accepts the tokens that tasks of an interrupted execution wait for, before it goes on.</summary>
    /// <param name="interrupted">The execution.</param>
    /// <param name="journal">Its journal; null for none.</param>
    public void Expect(ExecutionResult interrupted, Action<JournalEntry>? journal)
    {
        ExpectOwn(interrupted, entry => journal?.Invoke(entry));
        foreach (var child in interrupted.MapRuns.SelectMany(run => run.Interrupted))
            ExpectOwn(child, entry => journal?.Invoke(entry with { Child = child.ExecutionArn }));
    }

    internal static string Create(Randomness randomness) =>
        Convert.ToBase64String([.. randomness.NextGuid().ToByteArray(), .. randomness.NextGuid().ToByteArray()]);

    /// <summary>Opens a token, or takes one that is expected.</summary>
    internal WaitingTask Open(string token, Action<JournalEntry> write) =>
        _waiting.GetOrAdd(token, _ => new WaitingTask(token, this, write));

    private void ExpectOwn(ExecutionResult interrupted, Action<JournalEntry> write)
    {
        foreach (var token in Unused(interrupted.History))
        {
            if (!_waiting.TryAdd(token, new WaitingTask(token, this, write))) continue;
            if (interrupted.Tokens.FirstOrDefault(ended => ended.Token == token) is { } ended) _waiting[token].Restore(ended);
        }
    }

    // Those of tasks that have been scheduled last in their workflow and have not ended.
    private static IReadOnlyCollection<string> Unused(IEnumerable<HistoryEvent> events)
    {
        var tokens = new Dictionary<WorkflowId, string>();
        foreach (var entry in events)
        {
            if (TaskScheduling.Of(entry)?.Token is { } token) tokens[entry.Workflow] = token;
            else if (entry.Type is not (HistoryEventType.TaskStarted or HistoryEventType.TaskSubmitted
                or HistoryEventType.ActivityStarted)) tokens.Remove(entry.Workflow);
        }
        return tokens.Values;
    }

    internal void Close(string token) => _waiting.TryRemove(token, out _);
}

/// <summary>A task that waits for its token, until it is disposed.</summary>
/// <param name="token">The token.</param>
/// <param name="tokens">The tokens, of which this is one until then.</param>
/// <param name="write">Writes to the journal of the execution.</param>
internal sealed class WaitingTask(string token, TaskTokens tokens, Action<JournalEntry> write) : IDisposable
{
    private readonly Lock _gate = new();

    public string Token => token;

    public TaskCompletionSource<JsonData> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Restarts the heartbeat time-out; null before the task is started.</summary>
    public Action? Heartbeat { get; set; }

    /// <summary>Ends the task, first in the journal: whoever sent the token relies on it.</summary>
    /// <returns>False if it has been ended before.</returns>
    public bool TryEnd(TokenEntry ended)
    {
        lock (_gate)
        {
            if (Result.Task.IsCompleted) return false;
            write(ended);
            return Restore(ended);
        }
    }

    /// <summary>Ends the task as its journal says.</summary>
    public bool Restore(TokenEntry ended) => ended.Output is { } output
        ? Result.TrySetResult(output)
        : Result.TrySetException(new StatesException(ended.Error, ended.Cause));

    public void Dispose() => tokens.Close(token);
}
