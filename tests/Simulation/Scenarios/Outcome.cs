using VideoPipeline.Planning;
using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Scenarios;

/// <summary>What a simulation came to.</summary>
/// <param name="Executions">The executions that have ended.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Finished">The time of the last result in seconds.</param>
/// <param name="TypicalSeconds">The median of the seconds from upload to result.</param>
/// <param name="SlowSeconds">Their 95th percentile.</param>
/// <param name="MaxWorkers">The largest number of workers that ran at once.</param>
/// <param name="MaxEvents">The events in the longest history.</param>
/// <param name="GigabyteSeconds">The functions' duration times their memory.</param>
/// <param name="Transitions">The number of state transitions.</param>
/// <param name="Retries">The number of retries after throttling, which are transitions too.</param>
internal sealed record Outcome(
    int Executions, int Failed, double Finished, double TypicalSeconds, double SlowSeconds, int MaxWorkers, int MaxEvents,
    double GigabyteSeconds, long Transitions, long Retries)
{
    /// <summary>The cost of Lambda's duration in US dollars.</summary>
    public double LambdaDollars => GigabyteSeconds * (double)AwsPrices.LambdaGigabyteSecond;

    /// <summary>The cost of the retries as a fraction of that of Lambda.</summary>
    public double RetryShare => Retries * (double)AwsPrices.StateTransition / LambdaDollars;

    /// <summary>Runs a simulation to its end.</summary>
    public static Outcome Of(Deployment deployment)
    {
        deployment.Queue.Run();
        double[] totals = [.. deployment.Ended.Select(execution => execution.Total).Order()];
        return new Outcome(
            deployment.Ended.Count,
            deployment.Ended.Count(execution => execution.Error is not null),
            deployment.Ended.Max(execution => execution.Finished),
            totals[totals.Length / 2],
            totals[(totals.Length * 95 - 1) / 100],
            deployment.Lambda.Functions["DecodeFunction"].MaxRunning,
            deployment.Ended.Max(execution => execution.MaxEvents),
            deployment.Lambda.Functions.Values.Sum(function => function.BilledSeconds * function.Deployed.Gigabytes),
            deployment.StepFunctions.Transitions,
            deployment.Lambda.Throttles);
    }
}
