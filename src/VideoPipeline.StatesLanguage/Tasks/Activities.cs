using System.Collections.Concurrent;
using System.Threading.Channels;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The tasks of activities that wait for a worker. Thread-safe.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html</remarks>
public sealed class Activities
{
    private readonly ConcurrentDictionary<string, Channel<OfferedTask>> _queues = new(StringComparer.Ordinal);

    /// <summary>Waits for a task of an activity and gives it to a worker (GetActivityTask), when its history has that.</summary>
    /// <param name="activityArn">The activity.</param>
    /// <param name="workerName">The worker's name, for the history; may be null.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The token with which the worker ends the task, and its input.</returns>
    /// <exception cref="OperationCanceledException">There was no task until the cancellation.</exception>
    public async Task<(string Token, JsonData Input)> TakeAsync(
        string activityArn, string? workerName, CancellationToken cancellation)
    {
        while (true)
        {
            var task = await Queue(activityArn).Reader.ReadAsync(cancellation).ConfigureAwait(false);
            // A task that has timed out meanwhile is not given to anybody.
            if (!task.Worker.TrySetResult(workerName)) continue;
            await task.Started.Task.ConfigureAwait(false);
            return (task.Token, task.Input);
        }
    }

    /// <summary>Offers a task to the workers of an activity.</summary>
    /// <returns>The worker that takes it; to be disposed when the history has that.</returns>
    internal async Task<ActivityWorker> OfferAsync(
        string activityArn, string token, JsonData input, CancellationToken cancellation)
    {
        var worker = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue(activityArn).Writer.TryWrite(new OfferedTask(token, input, worker, started));
        using var withdrawal = cancellation.Register(() => worker.TrySetCanceled(cancellation));
        return new ActivityWorker(await worker.Task.ConfigureAwait(false), started);
    }

    private Channel<OfferedTask> Queue(string activityArn) =>
        _queues.GetOrAdd(activityArn, _ => Channel.CreateUnbounded<OfferedTask>());

    private sealed record OfferedTask(
        string Token, JsonData Input, TaskCompletionSource<string?> Worker, TaskCompletionSource Started);
}

/// <summary>The worker that takes a task of an activity. Receives it when this is disposed.</summary>
internal sealed class ActivityWorker(string? name, TaskCompletionSource started) : IDisposable
{
    public string? Name => name;

    public void Dispose() => started.TrySetResult();
}
