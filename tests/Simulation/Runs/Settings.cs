using VideoPipeline.Simulation.Deployed;

namespace VideoPipeline.Simulation.Runs;

/// <summary>The parameters of the deployment that bound its load.</summary>
/// <param name="MaxWorkers">The concurrency of Decode, reserved for it where the template says so; null for no bound.</param>
/// <param name="MaxExecutions">The executions that run at once; the others wait in order.</param>
internal sealed record Settings(int? MaxWorkers, int MaxExecutions)
{
    /// <summary>The defaults of the template.</summary>
    public static Settings Of(DeployedTemplate template) => new(
        template.Default("MaxWorkers") is > 0 and { } workers ? workers : null,
        template.Default("MaxExecutions") ?? int.MaxValue);
}
