using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>The Retry and Catch of a Task, Parallel or Map state.</summary>
internal sealed record RecoveryPolicy(IReadOnlyList<Retrier> Retriers, IReadOnlyList<Catcher> Catchers)
{
    public static readonly string[] Fields = ["Retry", "Catch"];

    public static RecoveryPolicy Parse(DefinitionNode node) => new(
        ErrorMatcher.ParseAll(node.Optional("Retry"), ["ErrorEquals"], Retrier.Parse),
        ErrorMatcher.ParseAll(node.Optional("Catch"), ["ErrorEquals", "Next"], Catcher.Parse));

    /// <summary>Runs attempts until one succeeds or no retrier applies to the error; then the first matching catcher handles
    /// the error, or it is rethrown.</summary>
    /// <param name="visit">The execution of the state, whose context object counts the retries.</param>
    /// <param name="attempt">Runs one attempt.</param>
    /// <param name="onFinalFailure">Called once after the last attempt has failed, before a catcher handles the
    /// error.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async ValueTask<Transition> RunAsync(
        StateVisit visit, Func<CancellationToken, ValueTask<Transition>> attempt, Action? onFinalFailure,
        CancellationToken cancellation)
    {
        var retries = visit.InterruptedRetry?.Retries.ToArray() ?? new int[Retriers.Count];
        if (visit.InterruptedRetry is { } interrupted)
        {
            await visit.Time.DelayAsync(interrupted.Until - visit.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
            visit.SetRetryCount(retries.Sum());
        }
        while (true)
        {
            StatesException failure;
            try
            {
                return await attempt(cancellation).ConfigureAwait(false);
            }
            catch (StatesException thrown)
            {
                failure = visit.WithLocation(thrown);
            }

            // Only the first matching retrier applies, even if it has reached MaxAttempts and a later one matches too.
            var index = IndexOf(Retriers, retrier => retrier.Errors, failure);
            // A test ends where the state would be retried.
            if (index >= 0 && visit.Test?.RecordRetrier(index, Retriers[index]) == true) throw failure;
            if (index < 0 || visit.Test is not null || retries[index] == Retriers[index].MaxAttempts)
                return Handle(failure, visit, onFinalFailure);
            var delay = Retriers[index].Delay(retries[index]++, visit.Randomness.NextDouble());
            // The failure may have been recorded before an interruption.
            var until = (FailedAt(visit.Track.LastRecorded) ?? visit.Time.GetUtcNow()) + delay;
            visit.WriteRetry(retries, until);
            await visit.Time.DelayAsync(until - visit.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
            visit.SetRetryCount(retries.Sum());
        }
    }

    private static DateTimeOffset? FailedAt(HistoryEvent? recorded) =>
        recorded?.Details is FailureDetails or TaskDetails { Error: not null } ? recorded.Timestamp : null;

    private Transition Handle(StatesException failure, StateVisit visit, Action? onFinalFailure)
    {
        // As on AWS, an error that cannot be caught leaves no event of the state's failure.
        if (failure.Catchability == Catchability.Never) throw failure;
        var before = visit.Track.PreviousEventId;
        onFinalFailure?.Invoke();
        var index = IndexOf(Catchers, catcher => catcher.Errors, failure);
        if (index < 0) throw failure;
        visit.Test?.RecordCatcher(index, failure);
        try
        {
            return Catchers[index].Catch(failure, visit);
        }
        catch (StatesException thrown)
        {
            // As on AWS, the state fails a second time, from where it stood before its first failure.
            visit.Track.PreviousEventId = before;
            var second = visit.WithLocation(thrown);
            onFinalFailure?.Invoke();
            throw second;
        }
    }

    // The index of the first one that matches the failure; -1 if none does.
    private static int IndexOf<T>(IReadOnlyList<T> handlers, Func<T, ErrorMatcher> errors, StatesException failure)
    {
        for (var i = 0; i < handlers.Count; i++)
        {
            if (errors(handlers[i]).Matches(failure)) return i;
        }
        return -1;
    }
}
