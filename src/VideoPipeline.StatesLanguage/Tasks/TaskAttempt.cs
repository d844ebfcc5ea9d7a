using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>One attempt of a Task: invokes the function, enforces the time-outs and records the events.</summary>
internal static class TaskAttempt
{
    /// <param name="resource">The resource.</param>
    /// <param name="input">The arguments.</param>
    /// <param name="limits">The time-outs.</param>
    /// <param name="visit">The execution of the state.</param>
    /// <param name="waiting">The token that the task waits for; null if it ends with the call.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The result of the Task.</returns>
    /// <exception cref="StatesException">The function failed, timed out, or returned too large a response.</exception>
    public static async ValueTask<JsonData> RunAsync(
        TaskResource resource, JsonData input, TaskLimits limits, StateVisit visit, WaitingTask? waiting,
        CancellationToken cancellation)
    {
        var (function, payload) = resource.Bind(input);
        var (scheduled, parameters) = resource.Scheduled(
            input, visit.Execution.StateMachine.Region, limits, waiting?.Token);
        var entry = visit.Track.Append(scheduled, parameters);
        if (resource.Started() is var (started, details)) visit.Track.Append(started, details);
        // A call that is made again after an interruption has all its time again; one that was only waited for has what is left.
        var isWaiting = resource is ActivityTask || visit.Track.Recorded?.Type == HistoryEventType.TaskSubmitted;
        var since = isWaiting ? entry.Timestamp : visit.Time.GetUtcNow();
        try
        {
            var result = Recorded(visit.Track.Recorded)
                ?? await WithinLimitsAsync(CallAsync, limits, since, visit.Time, cancellation).ConfigureAwait(false);
            // Unlike for the input and output of a state, States.ALL catches DataLimitExceeded for a task result (recorded
            // on AWS).
            if (PayloadLimit.Exceeds(result)) throw PayloadLimit.Exceeded(resource.LimitName, Catchability.Always);
            var (succeeded, output) = resource.Succeeded(result);
            visit.Track.Append(succeeded, output);
            return result;
        }
        catch (StatesException failure) when (failure.Catchability != Catchability.Never)
        {
            var isTimeout = failure.Error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;
            var (failed, error) = isTimeout ? resource.TimedOut(failure) : resource.Failed(failure);
            visit.Track.Append(failed, error);
            throw;
        }

        async Task<JsonData> CallAsync(Action heartbeat, CancellationToken stop)
        {
            if (waiting is not null) waiting.Heartbeat = heartbeat;
            var call = new TaskInvocation(resource.Arn, function, payload, visit.Execution.Arn, visit.Name, heartbeat)
            {
                Id = $"{visit.Execution.Arn}#{entry.Id}",
            };
            if (visit.Execution.Options.Mock?.Result(call) is { } mocked)
            {
                if (resource is ActivityTask)
                    visit.Track.Append(HistoryEventType.ActivityStarted, new ActivityStartedDetails(null));
                else if (waiting is not null) Submit(mocked);
                return mocked;
            }
            if (visit.Track.Recorded is { Type: HistoryEventType.TaskSubmitted or HistoryEventType.ActivityStarted } taken)
            {
                visit.Track.Append(taken.Type);
                if (Recorded(visit.Track.Recorded) is { } recorded) return recorded;
            }
            else if (resource is ActivityTask)
            {
                using var worker = await visit.Execution.Services.Activities.OfferAsync(
                    function, waiting!.Token, payload, stop).ConfigureAwait(false);
                visit.Track.Append(HistoryEventType.ActivityStarted, new ActivityStartedDetails(worker.Name));
            }
            else
            {
                var response = resource.Result(
                    await InvokeAsync(visit.Execution.Services.Tasks, call, stop).ConfigureAwait(false), visit.Randomness);
                if (waiting is null) return response;
                Submit(response);
            }
            return await waiting!.Result.Task.WaitAsync(stop).ConfigureAwait(false);
        }

        void Submit(JsonData response)
        {
            var (submitted, output) = resource.Submitted(response);
            visit.Track.Append(submitted, output);
        }
    }

    // The result of a task that ended before the execution was interrupted; null if it did not.
    private static JsonData? Recorded(HistoryEvent? ended) => ended switch
    {
        { Type: HistoryEventType.TaskSucceeded, Details: TaskDetails details } => details.Output,
        { Details: OutputDetails details } => details.Output,
        { Type: HistoryEventType.TaskFailed or HistoryEventType.TaskTimedOut, Details: TaskDetails details } =>
            throw new StatesException(details.Error, details.Cause),
        { Details: FailureDetails details } => throw new StatesException(details.Error, details.Cause),
        _ => null,
    };

    private static async Task<JsonData> WithinLimitsAsync(
        Func<Action, CancellationToken, Task<JsonData>> work, TaskLimits limits, DateTimeOffset since,
        TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = time.CreateDeadline(limits.TimeoutSeconds, since);
        using var heartbeatTimeout = time.CreateDeadline(limits.HeartbeatSeconds);
        using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token, heartbeatTimeout.Token);
        var heartbeat = new Heartbeat(heartbeatTimeout, limits.HeartbeatSeconds);
        var running = work(heartbeat.Send, stop.Token);
        try
        {
            return await running.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (cancellation.IsCancellationRequested)
            {
                await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
            }
            // As on AWS, a time-out does not wait for the function to stop.
            throw new StatesException(
                deadline.IsCancellationRequested ? ErrorNames.Timeout : ErrorNames.HeartbeatTimeout, null);
        }
        finally
        {
            heartbeat.Stop();
        }
    }

    // Every exception of an invoker becomes a task error, so that it is not mistaken for a failure of the engine.
    private static async Task<JsonData> InvokeAsync(ITaskInvoker tasks, TaskInvocation call, CancellationToken stop)
    {
        try
        {
            return await tasks.InvokeAsync(call, stop).ConfigureAwait(false);
        }
        catch (TaskFailedException failed)
        {
            throw new StatesException(failed.Error, failed.Cause);
        }
        catch (UnknownIntegrationException unknown)
        {
            throw StatesException.Runtime(unknown.Message);
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            throw new StatesException("Lambda.Unknown", $"{unknown.GetType().Name}: {unknown.Message}");
        }
    }
}
