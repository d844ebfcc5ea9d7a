using VideoPipeline.Fuzzing;
using VideoPipeline.Fuzzing.Formats;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>A short run of <c>tests/Fuzzing</c>.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Formats => [.. FormatTargets.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Run_MutatedInputsOfFormat_AreReadOrRefused(string name)
    {
        var outcome = FormatFuzzer.Run(FormatTargets.All.Single(target => target.Name == name), seed: 1, inputs: 5000);
        Assert.True(outcome.Failure is null, $"input {outcome.Failure?.Number}: {outcome.Failure?.Description}");
        Assert.InRange(outcome.Accepted, 1, 4999);
    }

    /// <summary>A form that fuzzing has found.</summary>
    [Fact]
    public void Read_FormWithFileNameWithoutValue_IsRead()
    {
        var multipart = FormatTargets.All.Single(target => target.Name == "multipart");
        multipart.Read("--boundary\r\nContent-Disposition: form-data;filename*\r\n\r\nbytes\r\n--boundary--\r\n"u8.ToArray());
    }

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
