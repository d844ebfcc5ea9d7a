using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Scenarios;

/// <summary>A load of a deployment.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Limits">The account.</param>
/// <param name="Settings">The deployment's bounds.</param>
/// <param name="Uploads">The uploads, from random numbers: the time in seconds and the work of each.</param>
internal sealed record Scenario(
    string Name, AwsLimits Limits, Settings Settings, Func<Random, IEnumerable<(double At, AwsWorkload Work)>> Uploads)
{
    /// <summary>Simulates it.</summary>
    public Outcome Simulate(int seed, Spread? spread = null)
    {
        var deployment = new Deployment(Limits, Settings, seed, spread);
        foreach (var (at, work) in Uploads(new Random(seed))) deployment.Upload(at, work);
        return Outcome.Of(deployment);
    }

    /// <summary>
    /// What binds: the bound without which results would come earliest, at the 95th percentile of uploads, and the factor by
    /// which they would come earlier.
    /// </summary>
    public (string Bound, double Factor) FindBinding(int seed, Outcome actual) => Variants()
        .Select(variant => (variant.Bound, actual.SlowSeconds / variant.Scenario.Simulate(seed).SlowSeconds))
        .MaxBy(variant => variant.Item2);

    private IEnumerable<(string Bound, Scenario Scenario)> Variants()
    {
        const int Many = 1_000_000;
        yield return (
            Settings.MaxWorkers < Limits.Concurrency ? "MaxWorkers" : "Lambda: concurrent executions",
            this with { Limits = Limits with { Concurrency = Many }, Settings = Settings with { MaxWorkers = null } });
        yield return ("Lambda: new environments", this with
        {
            Limits = Limits with { EnvironmentBurst = Many, EnvironmentsPerSecond = Many },
        });
        yield return ("Step Functions: transitions", this with { Limits = Limits with { TransitionsPerSecond = Many } });
        yield return ("Step Functions: open Map Runs", this with { Limits = Limits with { OpenMapRuns = Many } });
        yield return ("Step Functions: time of a Map Run", this with { Limits = Limits with { MapRunStart = 0, MapRunEnd = 0 } });
        yield return ("MaxExecutions", this with { Settings = Settings with { MaxExecutions = Many } });
        yield return ("workers", this with
        {
            Uploads = random => Uploads(random).Select(upload => (upload.At, upload.Work with { Workers = Many })),
        });
        yield return ("Reduce", this with
        {
            Uploads = random => Uploads(random).Select(upload => (upload.At, upload.Work with { Reduce = 0 })),
        });
    }
}
