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
/// <param name="Invocations">The number of invocations.</param>
/// <param name="Transitions">The number of state transitions.</param>
/// <param name="Cost">The cost.</param>
internal sealed record AwsEstimate(
    double Seconds, double IndexSeconds, double PlanSeconds, double DecodeSeconds, double ReduceSeconds,
    double LongestRangeSeconds, double GigabyteSeconds, int Invocations, int Transitions, AwsCost Cost)
{
    /// <summary>Computes the estimate: cold starts everywhere, no throttling, no retries.</summary>
    public static AwsEstimate Of(AwsWorkload work)
    {
        var (index, plan, reduce) =
            (work.Index + AwsTimes.ColdStart, work.Plan + AwsTimes.ColdStart, work.Reduce + AwsTimes.ColdStart);
        var coldStarts = Math.Min(work.Workers, work.Ranges.Count);
        var decode = AwsTimes.MapRunStart + Schedule(work.Ranges, coldStarts) + AwsTimes.MapRunEnd;
        var decoding = work.Ranges.Sum() + coldStarts * AwsTimes.ColdStart;
        var gigabyteSeconds = (index + plan) * RunCost.SmallGigabytes + (decoding + reduce) * work.WorkerGigabytes;
        var invocations = work.Ranges.Count + 3;
        var transitions = RunCost.MainTransitions + RunCost.ItemTransitions * work.Ranges.Count;
        return new AwsEstimate(
            index + plan + decode + reduce + RunCost.MainTransitions * AwsTimes.Transition,
            index, plan, decode, reduce, work.Ranges.Max() + AwsTimes.ColdStart, gigabyteSeconds, invocations, transitions,
            AwsCost.Of(gigabyteSeconds, decoding, work.Ranges.Count, invocations, transitions));
    }

    /// <summary>The seconds until all ranges are done, if each worker that is free takes the next one.</summary>
    private static double Schedule(IReadOnlyList<double> ranges, int workers)
    {
        var free = new PriorityQueue<double, double>();
        for (var i = 0; i < workers; i++)
        {
            var started = Math.Max(0, i - AwsTimes.EnvironmentBurst + 1) / AwsTimes.EnvironmentsPerSecond + AwsTimes.ColdStart;
            free.Enqueue(started, started);
        }
        var end = 0.0;
        foreach (var range in ranges)
        {
            var done = free.Dequeue() + range + 2 * AwsTimes.Transition;
            free.Enqueue(done, done);
            end = Math.Max(end, done);
        }
        return end;
    }
}
