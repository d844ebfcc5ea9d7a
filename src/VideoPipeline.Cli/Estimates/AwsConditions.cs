namespace VideoPipeline.Cli.Estimates;

/// <summary>The limits and latencies of AWS under which a run is estimated.</summary>
/// <param name="EnvironmentBurst">The environments that Lambda creates for a function at once.</param>
/// <param name="ColdStart">The seconds to create an environment.</param>
/// <param name="MapRun">The seconds that Step Functions adds to a Map Run, at its start and at its end.</param>
internal sealed record AwsConditions(int EnvironmentBurst, double ColdStart, double MapRun)
{
    /// <summary>Those of <see cref="AwsTimes"/>.</summary>
    public static AwsConditions Default { get; } =
        new(AwsTimes.EnvironmentBurst, AwsTimes.ColdStart, AwsTimes.MapRunStart + AwsTimes.MapRunEnd);
}
