using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>A retrier: the errors it matches, and the number and back-off of its retries.</summary>
internal sealed record Retrier(
    ErrorMatcher Errors, int MaxAttempts, int IntervalSeconds, double BackoffRate, int? MaxDelaySeconds,
    bool FullJitter)
{
    private static readonly string[] s_fields =
        ["ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
            "Comment"];

    public static Retrier Parse(DefinitionNode node, ErrorMatcher errors)
    {
        node.AllowOnly("a retrier", s_fields);
        node.Optional("Comment")?.Text();
        // AWS accepts 0, which its documentation excludes.
        var interval = node.Optional("IntervalSeconds")?.Integer(0, 99_999_999) ?? 1;
        return new Retrier(
            errors,
            node.Optional("MaxAttempts")?.Integer(0, 99_999_999) ?? 3,
            interval,
            node.Optional("BackoffRate")?.Number(1) ?? 2,
            node.Optional("MaxDelaySeconds")?.Integer(interval + 1, 31_622_400),
            node.Optional("JitterStrategy")?.OneOf("NONE", "FULL") == "FULL");
    }

    /// <summary>Computes the delay before the next attempt: IntervalSeconds × BackoffRate^n, at most MaxDelaySeconds. Full
    /// jitter multiplies it by a random number.</summary>
    /// <param name="retried">The number of previous retries (n) by this retrier in this execution of the state.</param>
    /// <param name="random">A random number from 0 (inclusive) to 1 (exclusive).</param>
    public TimeSpan Delay(int retried, double random)
    {
        var seconds = Math.Min(IntervalSeconds * Math.Pow(BackoffRate, retried), MaxDelaySeconds ?? double.MaxValue);
        return TimeSpan.FromSeconds(
            Math.Min(FullJitter ? seconds * random : seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }
}
