using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Video;
using FunctionSettings = VideoPipeline.Functions.Settings;
using static System.FormattableString;

namespace VideoPipeline.Cli.Estimates;

/// <summary>Chooses the memory and number of workers and the size of ranges on AWS.</summary>
/// <param name="index">The video's index.</param>
/// <param name="factors">By how much measured runs differ from the model.</param>
internal sealed class AwsSearch(VideoIndex index, StepFactors factors)
{
    /// <summary>One to six vCPUs, and the default of the template.</summary>
    private static readonly int[] s_megabytes =
    [
        Processor, RemoteWorker.DefaultMegabytes, 2 * Processor, 3 * Processor, 4 * Processor, 5 * Processor,
        RemoteWorker.MaxMegabytes,
    ];

    /// <summary>The ranges per worker that are tried.</summary>
    private static readonly int[] s_rangesPerWorker = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128];

    private const int Processor = RemoteWorker.MegabytesPerProcessor;
    private const int SmallestRange = 24;
    private const int MaxRanges = 10_000;
    private const double SizeStep = 1.5;

    /// <summary>The memory in MB; null to choose it.</summary>
    public int? Megabytes { get; init; }

    /// <summary>The number of workers; null to choose it.</summary>
    public int? Workers { get; init; }

    /// <summary>The frames in a range; null to choose them.</summary>
    public int? FramesPerRange { get; init; }

    /// <summary>The best setting.</summary>
    /// <exception cref="LimitExceededException">No setting is within the deadline or the budget.</exception>
    public AwsSetting Find(AwsObjective objective) => Choose([.. Settings()], objective);

    /// <summary>The best of some settings.</summary>
    /// <inheritdoc cref="Find"/>
    internal static AwsSetting Choose(IReadOnlyList<AwsSetting> settings, AwsObjective objective)
    {
        var possible = settings.Where(setting => setting.Estimate.LongestRangeSeconds <= RemoteWorker.TimeLimit).ToList();
        if (possible.Count == 0)
            throw new LimitExceededException("The video cannot be split into ranges that a worker on AWS decodes in time.");
        return possible.Where(setting => objective.Allows(setting.Estimate)).MinBy(setting => objective.Rank(setting.Estimate))
            ?? throw Unreachable(objective, possible);
    }

    /// <summary>All settings that are tried.</summary>
    internal IEnumerable<AwsSetting> Settings()
    {
        int[] memories = Megabytes is { } given ? [given] : s_megabytes;
        var previous = -1;
        foreach (var size in Sizes())
        {
            var unlimited = Plan(size, worker: null);
            if (unlimited.Ranges.Count == previous) continue;
            previous = unlimited.Ranges.Count;
            // Where no range is too long for the slowest worker, none is for the others.
            var slowest = Plan(size, new RemoteWorker(memories[0]));
            var isSame = slowest.Ranges.Count == unlimited.Ranges.Count;
            AwsModel? model = null;
            foreach (var megabytes in memories)
            {
                var plan = isSame ? slowest : Plan(size, new RemoteWorker(megabytes));
                if (model is null || !isSame) model = new AwsModel(index, RangeLoads.Of(plan, index), factors);
                foreach (var workers in WorkersFor(plan.Ranges.Count))
                    yield return new AwsSetting(megabytes, workers, size, plan.Ranges.Count, model.Estimate(workers, megabytes));
            }
        }
    }

    private Plan Plan(int size, RemoteWorker? worker) => Planner.Create(
        index, FunctionSettings.DefaultMaxWorkers, sharedProcessors: null, size, whole: null, worker: worker);

    private IEnumerable<int> Sizes()
    {
        if (FramesPerRange is { } given) return [given];
        var frames = index.Frames?.Count ?? index.Samples.Count;
        var sizes = new List<int>();
        for (double size = Math.Max(SmallestRange, (frames + MaxRanges - 1) / MaxRanges); size < frames; size *= SizeStep)
            sizes.Add((int)size);
        return [.. sizes, Math.Max(1, frames)];
    }

    private IEnumerable<int> WorkersFor(int ranges) => Workers is { } given
        ? [Math.Min(given, FunctionSettings.DefaultMaxWorkers)]
        : s_rangesPerWorker
            .Select(each => Math.Min((ranges + each - 1) / each, FunctionSettings.DefaultMaxWorkers)).Distinct();

    private static LimitExceededException Unreachable(AwsObjective objective, IReadOnlyList<AwsSetting> all)
    {
        var (wanted, reachable) = objective.Deadline is { } seconds
            ? (Invariant($"ends within {seconds:0.##} s"), all.MinBy(setting => setting.Estimate.Seconds)!)
            : (Invariant($"costs at most ${objective.Budget:0.######}"), all.MinBy(setting => setting.Estimate.Cost.Total)!);
        var superlative = objective.Deadline is null ? "cheapest" : "fastest";
        return new LimitExceededException(Invariant(
            $"No setting {wanted}. The {superlative} takes {reachable.Estimate.Seconds:0.0} s and costs ") + Invariant(
            $"${reachable.Estimate.Cost.Total:0.0000}: {reachable}."));
    }
}
