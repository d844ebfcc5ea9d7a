using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>The Retry and Catch of a Task, Parallel or Map state.</summary>
internal sealed record RecoveryPolicy(IReadOnlyList<Retrier> Retriers, IReadOnlyList<Catcher> Catchers)
{
    public static readonly string[] Fields = ["Retry", "Catch"];

    public IEnumerable<string> Targets => Catchers.Select(catcher => catcher.Next);

    public static RecoveryPolicy Parse(DefinitionNode node) => new(
        ErrorMatcher.ParseAll(node.Optional("Retry"), Retrier.Parse),
        ErrorMatcher.ParseAll(node.Optional("Catch"), Catcher.Parse));

    /// <summary>Attempts until it works, no retrier is left, or the error cannot be retried; then catches or
    /// rethrows.</summary>
    /// <param name="visit">The visit of the state; its context object is told of each retry.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="gaveUp">Called once when the last attempt has failed, before anything is caught.</param>
    public async ValueTask<Transition> RunAsync(
        StateVisit visit, Func<CancellationToken, ValueTask<Transition>> attempt, Action? gaveUp,
        CancellationToken cancellation)
    {
        var retried = new int[Retriers.Count];
        while (true)
        {
            StatesException failure;
            try
            {
                return await attempt(cancellation).ConfigureAwait(false);
            }
            catch (StatesException thrown)
            {
                failure = visit.Located(thrown);
            }

            if (Retry(failure, retried) is { } retrier)
            {
                var delay = Retriers[retrier].Delay(retried[retrier]++, visit.Randomness.NextDouble());
                await visit.Time.DelayAsync(delay, cancellation).ConfigureAwait(false);
                visit.CountRetry(retried.Sum());
                continue;
            }
            gaveUp?.Invoke();
            return Catchers.FirstOrDefault(catcher => catcher.Errors.Matches(failure))?.Catch(failure, visit.RawInput)
                ?? throw failure;
        }
    }

    private int? Retry(StatesException failure, int[] retried)
    {
        for (var i = 0; i < retried.Length; i++)
        {
            // Only the first retrier that matches counts, even where it is used up and a later one would match too.
            if (Retriers[i].Errors.Matches(failure)) return retried[i] < Retriers[i].MaxAttempts ? i : null;
        }
        return null;
    }
}
