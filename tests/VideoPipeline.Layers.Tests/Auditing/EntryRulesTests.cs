using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class EntryRulesTests
{
    [Fact]
    public void Audit_ProgramWithoutExecuteBit_NamesItsMode()
    {
        var finding = Single(Layer(new PackageEntry("bin/tool", Plain, Compiled.ProgramFor("GLIBC_2.2.5"))));

        Assert.Equal("mode 0644: it has no execute bit", finding.Problem);
        Assert.Equal("chmod a+x, then pack again", finding.Remedy);
    }

    [Fact]
    public void Audit_ScriptWithoutExecuteBit_IsFound() =>
        Assert.Contains("execute bit", Single(Function(new PackageEntry("bootstrap", Plain, [.. "#!/bin/sh\n"u8]))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Audit_FileOnlyItsOwnerMayRead_IsFound() =>
        Assert.Contains("mode 0600", Single(Function(new PackageEntry("a.json", 0x8180, [.. "{}"u8]))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Audit_LinkToAFileOfThePackage_IsWell() => AllWell(Layer(
        new PackageEntry("share/a.txt", Plain, []),
        new PackageEntry("lib/deep/b.txt", Link, [.. "../../share/a.txt"u8])));

    [Theory]
    [InlineData("/opt/lib/a.so", "it links to /opt/lib/a.so, an absolute path")]
    [InlineData("../../a.so", "it links to ../../a.so, outside of the package")]
    [InlineData("a.so", "it links to a.so, which is not in the package")]
    public void Audit_LinkThatLeadsNowhere_IsFound(string target, string problem) =>
        Assert.Equal(problem, Single(Layer(new PackageEntry("lib/b.so", Link, System.Text.Encoding.UTF8.GetBytes(target)))).Problem);

    [Theory]
    [InlineData("/lib/a.txt")]
    [InlineData("lib/../../a.txt")]
    [InlineData("./a.txt")]
    [InlineData("lib\\a.txt")]
    public void Audit_PathOutOfThePackage_IsFound(string path) =>
        Assert.Equal("its path leads out of the package", Single(Layer(new PackageEntry(path, Plain, []))).Problem);

    [Fact]
    public void Audit_SamePathTwice_IsFound()
    {
        var entry = new PackageEntry("a.txt", Plain, []);

        Assert.Equal("it is in the package twice", Single(Layer(entry, entry)).Problem);
    }
}
