using VideoPipeline.Fuzzing.Differential;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>A taste of what <c>tests/Fuzzing differ</c> does at length.</summary>
public sealed class DifferentialTests
{
    private const int Inputs = 100;

    [Fact]
    public async Task Run_ChangedTables_GiveTheFramesOfASequentialDecode()
    {
        var outcome = await DifferentialFuzzer.RunAsync(TableSeeds.Make(), seed: 11, first: 0, Inputs, until: DateTime.MaxValue, tell: _ => { });
        Assert.True(outcome.Differences.Count == 0, string.Join('\n', outcome.Differences.Select(one => $"input {one.Number}, {one.Seed}: {one.What}")));
        // Were all of them refused or left to ffmpeg, this would prove nothing.
        Assert.InRange(outcome.Counts[Verdict.Same], Inputs / 3, Inputs);
        Assert.InRange(outcome.Counts[Verdict.Whole], Inputs / 10, Inputs);
    }
}
