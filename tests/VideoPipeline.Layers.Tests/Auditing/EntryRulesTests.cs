using VideoPipeline.Layers.Packages;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class EntryRulesTests
{
    [Fact]
    public void Audit_LinkToAFileOfThePackage_HasNoFinding() => AssertNoFindings(Layer(
        new PackageEntry("share/a.txt", Plain, []),
        new PackageEntry("lib/deep/b.txt", Link, [.. "../../share/a.txt"u8])));

    [Theory]
    [InlineData("deep")]
    [InlineData("./deep/../deep/")]
    [InlineData("../lib/again/a.txt")]
    public void Audit_LinkToAnExistingPath_HasNoFinding(string target) => AssertNoFindings(Layer(
        new PackageEntry("lib/deep/a.txt", Plain, []),
        new PackageEntry("lib/again", Link, [.. "deep"u8]),
        new PackageEntry("lib/link", Link, System.Text.Encoding.UTF8.GetBytes(target))));

    [Fact]
    public void Audit_LinkToItself_IsAFinding() =>
        Assert.Equal("it links to ../lib/a, a link loop", Problem("lib/a", Link, [.. "../lib/a"u8]));

    [Fact]
    public void Audit_PathOfAFileAndAFolder_IsAFinding()
    {
        var finding = Single(Layer(new PackageEntry("a", Plain, []), new PackageEntry("a/b.txt", Plain, [])));

        Assert.Equal(("a", "it is both a file and a folder"), (finding.File, finding.Problem));
    }

    [Theory]
    [InlineData("/opt/lib/a.so", "it links to /opt/lib/a.so, an absolute path")]
    [InlineData("../../a.so", "it links to ../../a.so, outside the package")]
    [InlineData("a.so", "it links to a.so, which is not in the package")]
    public void Audit_InvalidLinkTarget_IsAFinding(string target, string problem) =>
        Assert.Equal(problem, Problem("lib/b.so", Link, System.Text.Encoding.UTF8.GetBytes(target)));

    [Theory]
    [InlineData("/lib/a.txt")]
    [InlineData("lib/../../a.txt")]
    [InlineData("./a.txt")]
    [InlineData("lib\\a.txt")]
    public void Audit_PathOutsideThePackage_IsAFinding(string path) =>
        Assert.Equal("its path is outside the package", Problem(path, Plain, []));

    [Fact]
    public void Audit_DuplicatePath_IsAFinding()
    {
        var entry = new PackageEntry("a.txt", Plain, []);

        Assert.Equal("it is in the package twice", Single(Layer(entry, entry)).Problem);
    }
}
