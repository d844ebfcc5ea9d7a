using VideoPipeline.Fuzzing;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>A short run of <c>tests/Fuzzing</c>.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Run_DamagedFiles_AreIndexedOrRejected()
    {
        var outcome = Fuzzer.Run(FuzzSeeds.Create(), seed: 1, inputs: 20_000, threads: 2);
        Assert.True(outcome.Failure is null, $"input {outcome.Failure?.Number}: {outcome.Failure?.Description}");
        Assert.Equal(20_000, outcome.Inputs);
        // The test proves nothing if the inputs are too damaged to be parsed.
        Assert.InRange(outcome.Indexed, 1000, 20_000);
        Assert.InRange(outcome.Rejected, 1000, 20_000);
    }
}
