using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>One attempt of a Task: invokes the function, enforces the time-outs and records the events.</summary>
internal static class TaskAttempt
{
    /// <returns>The result of the Task.</returns>
    /// <exception cref="StatesException">The function failed, timed out, or returned too large a response.</exception>
    public static async ValueTask<JsonData> RunAsync(
        TaskResource resource, JsonData input, TaskLimits limits, StateVisit visit,
        CancellationToken cancellation)
    {
        var (function, payload) = resource.Bind(input);
        var (scheduled, parameters) = resource.Scheduled(input, visit.Execution.StateMachine.Region, limits);
        visit.Track.Append(scheduled, parameters);
        var (started, details) = resource.Started();
        visit.Track.Append(started, details);
        try
        {
            var response = await InvokeAsync(
                heartbeat =>
                    new TaskInvocation(resource.Arn, function, payload, visit.Execution.Arn, visit.Name, heartbeat),
                limits, visit.Execution.Services, cancellation).ConfigureAwait(false);
            var result = resource.Result(response, visit.Randomness);
            // Unlike for the input and output of a state, States.ALL catches DataLimitExceeded for a task result (recorded
            // on AWS).
            if (PayloadLimit.Exceeds(result)) throw PayloadLimit.Exceeded(resource.LimitName, Catchability.Always);
            var (succeeded, output) = resource.Succeeded(result);
            visit.Track.Append(succeeded, output);
            return result;
        }
        catch (StatesException failure)
        {
            var isTimeout = failure.Error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;
            var (failed, error) = isTimeout ? resource.TimedOut(failure) : resource.Failed(failure);
            visit.Track.Append(failed, error);
            throw;
        }
    }

    private static async Task<JsonData> InvokeAsync(
        Func<Action, TaskInvocation> call, TaskLimits limits, EngineServices services, CancellationToken cancellation)
    {
        using var deadline = services.Time.CreateDeadline(limits.TimeoutSeconds);
        using var heartbeatTimeout = services.Time.CreateDeadline(limits.HeartbeatSeconds);
        using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token, heartbeatTimeout.Token);
        var heartbeat = new Heartbeat(heartbeatTimeout, limits.HeartbeatSeconds);
        var running = StartAsync(services.Tasks, call(heartbeat.Send), stop.Token);
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
    private static async Task<JsonData> StartAsync(ITaskInvoker tasks, TaskInvocation call, CancellationToken stop)
    {
        try
        {
            return await tasks.InvokeAsync(call, stop).ConfigureAwait(false);
        }
        catch (TaskFailedException failed)
        {
            throw new StatesException(failed.Error, failed.Cause);
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            throw new StatesException("Lambda.Unknown", $"{unknown.GetType().Name}: {unknown.Message}");
        }
    }
}
