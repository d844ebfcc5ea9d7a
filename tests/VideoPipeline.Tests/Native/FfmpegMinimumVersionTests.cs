using VideoPipeline.Native;
using Xunit;

namespace VideoPipeline.Tests.Native;

public sealed class FfmpegMinimumVersionTests
{
    [Theory]
    [InlineData("7.1.5-layer")]
    [InlineData("7.1.5-0+deb13u1")]
    [InlineData("7.1.10")]
    [InlineData("8.0.3")]
    [InlineData("8.1.2")]
    [InlineData("9.0.2-4")]
    [InlineData("10")]
    [InlineData("n8.1.2-3-gabcdef")]
    [InlineData("N-118193-g5f38c82536")]
    [InlineData("git-2026-11-30-abcdef")]
    [InlineData("99999999999.1")]
    [InlineData("")]
    public void Problem_FixedVersion_IsNull(string version) => Assert.Null(FfmpegMinimumVersion.Problem(version));

    [Theory]
    [InlineData("5.1.9-0+deb12u1", "7.1.5")]
    [InlineData("4", "7.1.5")]
    [InlineData("7.0.2", "7.1.5")]
    [InlineData("7.1.4-0+deb13u1", "7.1.5")]
    [InlineData("7.1", "7.1.5")]
    [InlineData("7.2", "8.0.3")]
    [InlineData("8.0.2", "8.0.3")]
    [InlineData("n8.1.1", "8.1.2")]
    public void Problem_OlderVersion_NamesBothVersions(string version, string fixedVersion)
    {
        var problem = FfmpegMinimumVersion.Problem(version);
        Assert.NotNull(problem);
        Assert.StartsWith($"ffmpeg {version} is older than {fixedVersion},", problem, StringComparison.Ordinal);
    }
}
