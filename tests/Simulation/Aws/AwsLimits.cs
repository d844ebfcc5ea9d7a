using VideoPipeline.Cli.Estimates;

namespace VideoPipeline.Simulation.Aws;

/// <summary>The limits of an account that the simulation keeps, and the latencies of AWS.</summary>
/// <param name="Concurrency">The account's concurrent executions of functions; 1,000 unless a new account has fewer.</param>
internal sealed record AwsLimits(int Concurrency)
{
    /// <summary>The environments that Lambda creates for a function at once.</summary>
    public double EnvironmentBurst { get; init; } = AwsTimes.EnvironmentBurst;

    /// <summary>The environments per second that Lambda creates for a function after the burst.</summary>
    public double EnvironmentsPerSecond { get; init; } = AwsTimes.EnvironmentsPerSecond;

    /// <summary>The synchronous requests per second to Lambda for each concurrent execution.</summary>
    public double RequestsPerConcurrency { get; init; } = 10;

    /// <summary>The state transitions at once and per second.</summary>
    public double TransitionsPerSecond { get; init; } = AwsTimes.TransitionsPerSecond;

    /// <summary>The executions that StartExecution starts at once.</summary>
    public double StartBurst { get; init; } = 1300;

    /// <summary>The executions per second that StartExecution starts after the burst.</summary>
    public double StartsPerSecond { get; init; } = 300;

    /// <summary>The Map Runs that may be open in the account.</summary>
    public int OpenMapRuns { get; init; } = 1000;

    /// <summary>The seconds that Step Functions adds to a Map Run at its start.</summary>
    public double MapRunStart { get; init; } = AwsTimes.MapRunStart;

    /// <summary>The seconds that Step Functions adds to a Map Run at its end.</summary>
    public double MapRunEnd { get; init; } = AwsTimes.MapRunEnd;

    /// <summary>
    /// The seconds for which Lambda keeps an idle environment. AWS does not publish them; 5 minutes is less than people observe.
    /// </summary>
    public double IdleSeconds { get; init; } = 300;
}
