using VideoPipeline.Fuzzing;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>A taste of what <c>tests/Fuzzing</c> does at length.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Run_BrokenFiles_AreIndexedOrRefusedAndNothingElse()
    {
        var outcome = Fuzzer.Run(FuzzSeeds.Make(), seed: 1, inputs: 20_000, threads: 2);
        Assert.True(outcome.Failure is null, $"input {outcome.Failure?.Number}: {outcome.Failure?.What}");
        Assert.Equal(20_000, outcome.Inputs);
        // Inputs so broken that nothing looks into them would prove nothing.
        Assert.InRange(outcome.Indexed, 1000, 20_000);
        Assert.InRange(outcome.Refused, 1000, 20_000);
    }
}
