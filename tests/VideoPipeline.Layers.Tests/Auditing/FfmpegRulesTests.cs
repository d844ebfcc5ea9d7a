using System.Text;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class FfmpegRulesTests
{
    [Fact]
    public void Audit_FfmpegWithAKnownHole_IsNamedWithItsVersion() => Assert.Equal(
        "ffmpeg 7.1.4-layer is older than 7.1.5, the first release after it without CVE-2026-8461, by which a crafted video takes over the program",
        Problem("bin/ffmpeg", Executable, Ffmpeg("7.1.4-layer")));

    [Fact]
    public void Audit_FfmpegWithoutOne_IsWell() => AllWell(Layer(new PackageEntry("bin/ffmpeg", Executable, Ffmpeg("7.1.5-layer"))));

    [Fact]
    public void Audit_ProgramThatTellsNoVersion_IsWell() => AllWell(Layer(new PackageEntry("bin/ffmpeg", Executable, Compiled.StaticProgram())));

    // As libavutil leaves it in a program: text between other bytes.
    private static byte[] Ffmpeg(string version) =>
        [.. Compiled.StaticProgram(), 1, 0, .. Encoding.ASCII.GetBytes($"FFmpeg version {version}"), 0, 7];
}
