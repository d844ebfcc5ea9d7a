using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates;

/// <summary>A video and its ranges, estimated on workers of any number and memory.</summary>
/// <param name="index">The video's index.</param>
/// <param name="loads">What the worker of each range decodes.</param>
/// <param name="factors">By how much measured runs differ from the model.</param>
internal sealed class AwsModel(VideoIndex index, IReadOnlyList<DecodeLoad> loads, StepFactors factors)
{
    private const int Many = 1_000_000;

    /// <summary>The estimate.</summary>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <param name="megabytes">The memory of a worker in MB.</param>
    public AwsEstimate Estimate(int workers, int megabytes) => AwsEstimate.Of(Work(workers, megabytes));

    /// <summary>The limit without which the run would end earliest.</summary>
    /// <inheritdoc cref="Estimate"/>
    public BindingLimit FindBinding(int workers, int megabytes)
    {
        var (work, aws) = (Work(workers, megabytes), AwsConditions.Default);
        (string Limit, AwsWorkload Work, AwsConditions Conditions)[] variants =
        [
            ("the number of workers", work with { Workers = Many }, aws),
            ("the number of ranges", work with { Ranges = DividedAmong(workers, work.Ranges) }, aws),
            ("the memory of a worker", Work(workers, RemoteWorker.MaxMegabytes), aws),
            ("Step Functions' time for a Map Run", work, aws with { MapRun = 0 }),
            ("the environments that Lambda creates at once", work, aws with { EnvironmentBurst = Many }),
            ("the start of an environment", work, aws with { ColdStart = 0 }),
            ("Index", work with { Index = 0 }, aws),
            ("Reduce", work with { Reduce = 0 }, aws),
        ];
        var seconds = AwsEstimate.Of(work).Seconds;
        return variants
            .Select(variant => new BindingLimit(
                variant.Limit, seconds / AwsEstimate.Of(variant.Work, variant.Conditions).Seconds))
            .MaxBy(limit => limit.Factor)!;
    }

    // As many ranges as there are workers, if there are fewer. Each part has a start of its own.
    private static double[] DividedAmong(int workers, IReadOnlyList<double> ranges)
    {
        const double Start = RemoteWorker.StartSeconds - AwsTimes.ColdStart;
        var parts = Math.Max(1, workers / ranges.Count);
        return [.. ranges.SelectMany(range => Enumerable.Repeat(Start + ((range - Start) / parts), parts))];
    }

    private AwsWorkload Work(int workers, int megabytes) =>
        AwsWorkload.Of(index, workers, loads, new RemoteWorker(megabytes), factors);
}
