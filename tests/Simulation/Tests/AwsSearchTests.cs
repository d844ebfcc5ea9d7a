using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Cli.Estimates;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>What <c>plan --on aws --deadline</c> and <c>--budget</c> choose.</summary>
public sealed class AwsSearchTests
{
    private static readonly VideoIndex s_tenMinutes = Videos.FullHd(10);
    private static readonly VideoIndex s_hour = Videos.FullHd(60);

    private static readonly IReadOnlyList<AwsSetting> s_settings = [.. Search(s_tenMinutes).Settings()];

    [Fact]
    public void Choose_AnyDeadline_IsTheCheapestWithinIt() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(12, 600).ToArbitrary(), deadline =>
        {
            var within = s_settings.Where(setting => setting.Estimate.Seconds <= deadline).ToList();
            var objective = new AwsObjective(deadline, null);
            return within.Count == 0
                ? Throws(() => AwsSearch.Choose(s_settings, objective))
                : AwsSearch.Choose(s_settings, objective).Estimate.Cost.Total == within.Min(one => one.Estimate.Cost.Total);
        }));

    [Fact]
    public void Choose_AnyBudget_IsTheFastestWithinIt() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), thousandths =>
        {
            var within = s_settings.Where(setting => setting.Estimate.Cost.Total <= thousandths / 1000m).ToList();
            var objective = new AwsObjective(null, thousandths / 1000m);
            return within.Count == 0
                ? Throws(() => AwsSearch.Choose(s_settings, objective))
                : AwsSearch.Choose(s_settings, objective).Estimate.Seconds == within.Min(one => one.Estimate.Seconds);
        }));

    [Fact]
    public void Find_Deadline_PlansWhatTheDeploymentPlansWithTheSetting()
    {
        var found = Search(s_hour).Find(new AwsObjective(60, null));
        var work = Videos.Work(s_hour, found.Workers, found.FramesPerRange, found.Megabytes);
        Assert.Equal(found.Ranges, work.Ranges.Count);
        Assert.Equal(AwsEstimate.Of(work).Seconds, found.Estimate.Seconds, precision: 6);
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(60, null)]
    [InlineData(600, null)]
    [InlineData(null, 0.05)]
    [InlineData(null, 0.1)]
    public void Find_HourOfFullHd_IsWithinTheLimitInTheSimulationToo(int? deadline, double? budget)
    {
        var found = Search(s_hour).Find(new AwsObjective(deadline, (decimal?)budget));
        var work = Videos.Work(s_hour, found.Workers, found.FramesPerRange, found.Megabytes);
        var outcome = new Scenario("", new AwsLimits(2000), new Settings(null, 1), _ => [(0, work)]).Simulate(seed: 1);
        var ratio = (outcome.Finished - EstimateTests.StartSeconds) / found.Estimate.Seconds;
        Assert.InRange(ratio, 1 - EstimateTests.Tolerance, 1 + EstimateTests.Tolerance);
        Assert.Equal(found.Estimate.Transitions, outcome.Transitions);
    }

    [Fact]
    public void Find_UnreachableDeadline_SaysWhatIsReachable()
    {
        var failure = Assert.Throws<LimitExceededException>(() => Search(s_tenMinutes).Find(new AwsObjective(1, null)));
        var fastest = s_settings.MinBy(setting => setting.Estimate.Seconds)!;
        Assert.StartsWith("No setting ends within 1 s. The fastest takes ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(fastest.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnreachableBudget_SaysWhatIsReachable()
    {
        var failure = Assert.Throws<LimitExceededException>(() => AwsSearch.Choose(s_settings, new AwsObjective(null, 0.001m)));
        Assert.StartsWith("No setting costs at most $0.001. The cheapest takes ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_GivenSettings_AreKept()
    {
        var search = new AwsSearch(s_hour, StepFactors.None) { Megabytes = 2048, Workers = 7, FramesPerRange = 960 };
        var found = search.Find(new AwsObjective(3600, null));
        Assert.Equal((2048, 7, 960), (found.Megabytes, found.Workers, found.FramesPerRange));
    }

    [Fact]
    public void Find_VideoThatCannotBeSplit_ChoosesTheMemory()
    {
        var whole = s_tenMinutes with { UnsplittableReason = "a test" };
        var found = Search(whole).Find(new AwsObjective(null, 1m));
        Assert.Equal(1, found.Ranges);
        Assert.True(found.Megabytes > RemoteWorker.MegabytesPerProcessor);
    }

    [Fact]
    public void Find_VideoThatNoWorkerDecodesInTime_IsRefused()
    {
        var whole = Videos.Index(10 * 3600, 3840, 2160, "hevc", 16e6) with { UnsplittableReason = "a test" };
        Assert.Throws<LimitExceededException>(() => Search(whole).Find(new AwsObjective(null, 1000m)));
    }

    [Theory]
    [InlineData(10, 1000, "workers")]
    [InlineData(1000, 86_400, "number of ranges")]
    [InlineData(1000, 480, "Map Run")]
    public void FindBinding_HourOfFullHd_NamesTheLimitWithoutWhichItEndsEarliest(int workers, int framesPerRange, string limit)
    {
        var plan = Planner.Create(
            s_hour, workers, sharedProcessors: null, framesPerRange, whole: null, worker: new RemoteWorker(1769));
        var model = new AwsModel(s_hour, RangeLoads.Of(plan, s_hour), StepFactors.None);
        var binding = model.FindBinding(workers, 1769);
        Assert.Contains(limit, binding.Limit, StringComparison.Ordinal);
        Assert.InRange(binding.Factor, 1.0, 1000);
    }

    private static AwsSearch Search(VideoIndex index) => new(index, StepFactors.None);

    private static bool Throws(Action action)
    {
        Assert.Throws<LimitExceededException>(action);
        return true;
    }
}
