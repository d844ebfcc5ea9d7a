using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ModeRulesTests
{
    [Fact]
    public void Audit_ProgramThatIsNotExecutable_IsAFindingWithItsMode()
    {
        var finding = Single(Layer(new PackageEntry("bin/tool", Plain, Compiled.ProgramFor("GLIBC_2.2.5"))));

        Assert.Equal("mode 0644: it is not executable", finding.Problem);
        Assert.Equal("chmod a+x, then pack again", finding.Remedy);
    }

    [Theory]
    [InlineData("-no-pie")]
    [InlineData("-static-pie")]
    public void Audit_StaticProgramOutsideBin_MustBeExecutable(string link)
    {
        var program = Compiled.StaticProgram(link);

        Assert.Equal("mode 0644: it is not executable", Problem("tools/tool", Plain, program));
        AssertNoFindings(Layer(new PackageEntry("tools/tool", Executable, program)));
    }

    [Theory]
    [InlineData(0x8180, "mode 0600: it is not world-readable")]
    [InlineData(0x89a4, "mode 4644: it is setuid or setgid")]
    [InlineData(0x85a4, "mode 2644: it is setuid or setgid")]
    [InlineData(0x81b6, "mode 0666: it is world-writable")]
    [InlineData(0x11a4, "it is a FIFO, which Lambda does not unpack")]
    [InlineData(0x21a4, "it is a character device, which Lambda does not unpack")]
    [InlineData(0x61a4, "it is a block device, which Lambda does not unpack")]
    [InlineData(0x31a4, "it is a file of an unknown type, which Lambda does not unpack")]
    [InlineData(0xc1a4, "it is a socket, which Lambda does not unpack")]
    public void Audit_FileOfAnInvalidMode_IsAFinding(int mode, string problem) =>
        Assert.Equal(problem, Problem("a.json", mode, [.. "{}"u8]));
}
