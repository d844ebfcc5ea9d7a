using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results;

public sealed class RunCostTests
{
    [Fact]
    public void Of_ReusedRange_CountsItsInvocationButNotItsSeconds()
    {
        var cost = RunCost.Of(ExampleRun.Report, 2048);

        // Index, Plan and Reduce; two of three ranges.
        Assert.Equal(0.125 + 0.0625 + 0.25 + 0.5 + 0.25, cost.FunctionSeconds, 9);
        Assert.Equal((6, 13), (cost.Invocations, cost.Transitions));
        Assert.Equal(13 * 0.000025m, cost.OnAws.StepFunctions);
    }

    [Fact]
    public void Of_MoreMemory_CostsMoreOfLambdaOnly()
    {
        var (small, large) = (RunCost.Of(ExampleRun.Report, 2048), RunCost.Of(ExampleRun.Report, 4096));

        // 1 s of workers and Reduce with 2 GB more.
        Assert.Equal(2 * 0.0000166667m, large.OnAws.Lambda - small.OnAws.Lambda, 12);
        Assert.Equal(small.OnAws.Total - small.OnAws.Lambda, large.OnAws.Total - large.OnAws.Lambda);
    }

    [Fact]
    public void Of_Stills_AddsTheirStates()
    {
        var report = ExampleRun.Report with { Stills = [new RunRange(0, 60, 3, Reused: false, 2, 1000, 1, 3, 3)] };

        var cost = RunCost.Of(report, 2048);

        Assert.Equal((8, 17), (cost.Invocations, cost.Transitions));
        Assert.Equal(RunCost.Of(ExampleRun.Report, 2048).FunctionSeconds + 2, cost.FunctionSeconds, 9);
    }
}
