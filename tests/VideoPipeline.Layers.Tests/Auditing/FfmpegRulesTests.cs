using System.Text;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class FfmpegRulesTests
{
    [Fact]
    public void Audit_VulnerableFfmpeg_IsAFindingWithItsVersion() => Assert.Equal(
        "ffmpeg 7.1.4-layer is older than 7.1.5, which fixes CVE-2026-8461 (a crafted video can execute arbitrary code)",
        Problem("bin/ffmpeg", Executable, Ffmpeg("7.1.4-layer")));

    [Fact]
    public void Audit_FixedFfmpeg_HasNoFinding() =>
        AssertNoFindings(Layer(new PackageEntry("bin/ffmpeg", Executable, Ffmpeg("7.1.5-layer"))));

    [Fact]
    public void Audit_ProgramWithoutVersionString_HasNoFinding() =>
        AssertNoFindings(Layer(new PackageEntry("bin/ffmpeg", Executable, Compiled.StaticProgram())));

    // A program that contains the version string of libavutil between other bytes.
    private static byte[] Ffmpeg(string version) =>
        [.. Compiled.StaticProgram(), 1, 0, .. Encoding.ASCII.GetBytes($"FFmpeg version {version}"), 0, 7];
}
