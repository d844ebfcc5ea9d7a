using VideoPipeline.Planning;
using VideoPipeline.Results;

namespace VideoPipeline.Cli.Estimates;

/// <summary>How long an execution on AWS takes, and what it uses.</summary>
/// <param name="Seconds">The seconds from the start of the execution to its end.</param>
/// <param name="IndexSeconds">Those of Index.</param>
/// <param name="PlanSeconds">Those of Plan.</param>
/// <param name="DecodeSeconds">Those of the Map Run.</param>
/// <param name="ReduceSeconds">Those of Reduce.</param>
/// <param name="LongestRangeSeconds">Those of the longest invocation of Decode.</param>
/// <param name="GigabyteSeconds">The functions' duration times their memory.</param>
/// <param name="BytesRead">The bytes read from the video.</param>
/// <param name="Requests">The requests to S3.</param>
/// <param name="Invocations">The number of invocations.</param>
/// <param name="Transitions">The number of state transitions.</param>
/// <param name="Cost">The cost.</param>
internal sealed record AwsEstimate(
    double Seconds, double IndexSeconds, double PlanSeconds, double DecodeSeconds, double ReduceSeconds,
    double LongestRangeSeconds, double GigabyteSeconds, long BytesRead, S3Requests Requests, int Invocations, int Transitions,
    AwsCost Cost)
{
    /// <summary>Computes the estimate: cold starts everywhere, no throttling, no retries.</summary>
    /// <param name="work">The work.</param>
    /// <param name="conditions">The limits and latencies of AWS; null for <see cref="AwsConditions.Default"/>.</param>
    public static AwsEstimate Of(AwsWorkload work, AwsConditions? conditions = null)
    {
        var (burst, cold, mapRun) = conditions ?? AwsConditions.Default;
        var (index, plan, reduce) = (work.Index + cold, work.Plan + cold, work.Reduce + cold);
        var coldStarts = Math.Min(work.Workers, work.Ranges.Count);
        var decode = mapRun + WorkerSchedule.Makespan(
            work.Ranges.Select(range => range + (2 * AwsTimes.Transition)),
            coldStarts,
            worker => cold + (Math.Max(0, worker - burst + 1) / AwsTimes.EnvironmentsPerSecond));
        var decoding = work.Ranges.Sum() + (coldStarts * cold);
        var gigabyteSeconds = (index + plan) * RunCost.SmallGigabytes + (decoding + reduce) * work.WorkerGigabytes;
        var invocations = work.Ranges.Count + 3;
        var transitions = RunCost.MainTransitions + RunCost.ItemTransitions * work.Ranges.Count;
        return new AwsEstimate(
            index + plan + decode + reduce + RunCost.MainTransitions * AwsTimes.Transition,
            index, plan, decode, reduce, work.Ranges.Max() + cold, gigabyteSeconds, work.BytesRead,
            S3Requests.Of(work.Ranges.Count), invocations, transitions,
            AwsCost.Of(gigabyteSeconds, decoding, work.Ranges.Count, invocations, transitions));
    }
}
