using System.Globalization;

namespace VideoPipeline.Cli.Estimates;

/// <summary>What memory, workers and ranges are chosen for: one of the two is null.</summary>
/// <param name="Deadline">The seconds within which the run ends, for the least cost.</param>
/// <param name="Budget">The US dollars that the run costs at most, in the least time.</param>
internal sealed record AwsObjective(double? Deadline, decimal? Budget)
{
    /// <summary>Whether an estimate is within the deadline or the budget.</summary>
    public bool Allows(AwsEstimate estimate) => !(estimate.Seconds > Deadline) && !(estimate.Cost.Total > Budget);

    /// <summary>What is minimized, then what decides between equals.</summary>
    public (double First, double Second) Rank(AwsEstimate estimate) => Deadline is null
        ? (estimate.Seconds, (double)estimate.Cost.Total)
        : ((double)estimate.Cost.Total, estimate.Seconds);

    /// <summary>The objective as text: <c>least cost within 60 s</c>.</summary>
    public override string ToString() => Deadline is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $"least cost within {seconds:0.##} s")
        : string.Create(CultureInfo.InvariantCulture, $"least time for at most ${Budget:0.######}");
}
