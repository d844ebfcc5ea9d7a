using VideoPipeline.Planning;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Results;

/// <summary>The cost of a run: the work of its functions, and what AWS charges for it.</summary>
/// <param name="FunctionSeconds">The seconds of all functions together, without the reused ranges.</param>
/// <param name="Invocations">The number of functions invoked.</param>
/// <param name="Transitions">The number of state transitions.</param>
/// <param name="Megabytes">The memory of the workers and of Reduce in MB.</param>
/// <param name="OnAws">The approximate cost if AWS takes these seconds, without retries.</param>
internal sealed record RunCost(double FunctionSeconds, int Invocations, int Transitions, int Megabytes, AwsCost OnAws)
{
    /// <summary>The memory of Index, Plan and PlanStills in GB.</summary>
    public const double SmallGigabytes = 1769 / 1024.0;

    /// <summary>The states of every execution: its start, Begin, Index, Plan, Decode, NeedsStills, Reduce.</summary>
    public const int MainTransitions = 7;

    /// <summary>The states of the child execution of a range or a group: its start and one more.</summary>
    public const int ItemTransitions = 2;

    /// <summary>PlanStills and AnalyzeStills.</summary>
    private const int StillsTransitions = 2;

    /// <summary>Computes the cost of a run from its report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="megabytes">The memory of the workers and of Reduce in MB.</param>
    public static RunCost Of(RunReport report, int megabytes)
    {
        var seconds = report.Seconds;
        var workers = Sum(report.Ranges) + Sum(report.Stills ?? []);
        var small = seconds.Index + seconds.Plan + (seconds.PlanStills ?? 0);
        var items = report.Ranges.Count + (report.Stills?.Count ?? 0);
        var invocations = items + (report.Stills is null ? 3 : 4);
        var transitions = MainTransitions + (report.Stills is null ? 0 : StillsTransitions) + (ItemTransitions * items);
        var gigabyteSeconds = (small * SmallGigabytes) + ((workers + seconds.Reduce) * new RemoteWorker(megabytes).Gigabytes);
        return new RunCost(
            small + workers + seconds.Reduce, invocations, transitions, megabytes,
            AwsCost.Of(gigabyteSeconds, workers, items, invocations, transitions));
    }

    private static double Sum(IReadOnlyList<RunRange> ranges) =>
        ranges.Where(range => !range.Reused).Sum(range => range.Seconds);
}
