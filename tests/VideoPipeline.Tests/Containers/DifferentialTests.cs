using VideoPipeline.Fuzzing.Differential;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>A short run of <c>tests/Fuzzing differ</c>.</summary>
public sealed class DifferentialTests
{
    private const int Inputs = 100;

    [Fact]
    public async Task RunAsync_ModifiedTables_FramesEqualSequentialDecode()
    {
        var outcome = await DifferentialFuzzer.RunAsync(
            TableSeeds.Create(), seed: 11, first: 0, Inputs, until: DateTime.MaxValue, tell: _ => { });
        var differences = outcome.Differences.Select(found => $"input {found.Number}, {found.Seed}: {found.Description}");
        Assert.True(outcome.Differences.Count == 0, string.Join('\n', differences));
        // The test proves nothing if all inputs are rejected or decoded as a whole.
        Assert.InRange(outcome.Counts[Verdict.Same], Inputs / 3, Inputs);
        Assert.InRange(outcome.Counts[Verdict.Unsplittable], Inputs / 10, Inputs);
    }
}
