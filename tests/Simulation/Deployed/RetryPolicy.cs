using System.Text.Json;

namespace VideoPipeline.Simulation.Deployed;

/// <summary>A retrier of the definition.</summary>
/// <param name="Errors">The errors that it matches.</param>
/// <param name="Interval">The seconds before the first retry.</param>
/// <param name="Rate">The factor of each next delay.</param>
/// <param name="MaxAttempts">The maximum number of retries.</param>
/// <param name="MaxDelay">The maximum delay in seconds.</param>
/// <param name="HasFullJitter">Whether a delay is random, from 0 to the computed one.</param>
internal sealed record RetryPolicy(
    IReadOnlyList<string> Errors, double Interval, double Rate, long MaxAttempts, double MaxDelay, bool HasFullJitter)
{
    /// <summary>Reads an element of <c>Retry</c>.</summary>
    public static RetryPolicy Parse(JsonElement json) => new(
        [.. json.GetProperty("ErrorEquals").EnumerateArray().Select(name => name.GetString()!)],
        Number(json, "IntervalSeconds", 1),
        Number(json, "BackoffRate", 2),
        (long)Number(json, "MaxAttempts", 3),
        Number(json, "MaxDelaySeconds", double.PositiveInfinity),
        json.TryGetProperty("JitterStrategy", out var jitter) && jitter.GetString() == "FULL");

    /// <summary>The seconds before a retry.</summary>
    /// <param name="retries">The number of retries before it by this retrier.</param>
    /// <param name="random">A random number from 0 (inclusive) to 1 (exclusive).</param>
    public double Delay(long retries, double random) =>
        Math.Min(Interval * Math.Pow(Rate, retries), MaxDelay) * (HasFullJitter ? random : 1);

    private static double Number(JsonElement json, string name, double otherwise) =>
        json.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
}
