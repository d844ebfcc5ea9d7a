namespace VideoPipeline.Cli.Estimates;

/// <summary>
/// The limits and latencies of AWS that determine when a run ends. AWS publishes the limits (Lambda developer guide, "Lambda
/// scaling behavior"; Step Functions developer guide, "Service quotas"), not the latencies, which are assumed.
/// </summary>
internal static class AwsTimes
{
    /// <summary>The environments that Lambda creates for a function at once.</summary>
    public const int EnvironmentBurst = 1000;

    /// <summary>The environments per second that Lambda creates for a function after the burst.</summary>
    public const double EnvironmentsPerSecond = 100;

    /// <summary>The state transitions at once and per second of us-east-1, us-west-2 and eu-west-1; 800 elsewhere.</summary>
    public const double TransitionsPerSecond = 5000;

    /// <summary>
    /// The seconds to create an environment: 0.23 in the copy of Lambda's environment of docs/benchmarks.md, doubled for what is
    /// not in the copy.
    /// </summary>
    public const double ColdStart = 0.5;

    /// <summary>The seconds from the end of a task to the start of the next.</summary>
    public const double Transition = 0.05;

    /// <summary>The seconds until a Map Run starts its first child executions: it reads its items from S3.</summary>
    public const double MapRunStart = 1;

    /// <summary>
    /// The seconds from the end of the last child execution of a Map Run to the next state. About 6 were observed for 100 empty
    /// items (repost.aws, "Why is Step Function's Distributed Map slow?").
    /// </summary>
    public const double MapRunEnd = 6;
}
