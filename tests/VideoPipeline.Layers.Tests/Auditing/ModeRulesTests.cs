using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ModeRulesTests
{
    [Fact]
    public void Audit_ProgramWithoutExecuteBit_NamesItsMode()
    {
        var finding = Single(Layer(new PackageEntry("bin/tool", Plain, Compiled.ProgramFor("GLIBC_2.2.5"))));

        Assert.Equal("mode 0644: it has no execute bit", finding.Problem);
        Assert.Equal("chmod a+x, then pack again", finding.Remedy);
    }

    [Theory]
    [InlineData("-no-pie")]
    [InlineData("-static-pie")]
    public void Audit_StaticProgramOutsideOfBin_MustExecute(string link)
    {
        var program = Compiled.StaticProgram(link);

        Assert.Equal("mode 0644: it has no execute bit", Problem("tools/tool", Plain, program));
        AllWell(Layer(new PackageEntry("tools/tool", Executable, program)));
    }

    [Theory]
    [InlineData(0x8180, "mode 0600: Lambda's user may not read it")]
    [InlineData(0x89a4, "mode 4644: it would run as another user or group")]
    [InlineData(0x85a4, "mode 2644: it would run as another user or group")]
    [InlineData(0x81b6, "mode 0666: everyone may write it")]
    [InlineData(0x11a4, "it is a FIFO, which Lambda does not unpack")]
    [InlineData(0x21a4, "it is a character device, which Lambda does not unpack")]
    [InlineData(0x61a4, "it is a block device, which Lambda does not unpack")]
    [InlineData(0x31a4, "it is a file of no known type, which Lambda does not unpack")]
    [InlineData(0xc1a4, "it is a socket, which Lambda does not unpack")]
    public void Audit_FileOfAWrongMode_IsFound(int mode, string problem) => Assert.Equal(problem, Problem("a.json", mode, [.. "{}"u8]));
}
