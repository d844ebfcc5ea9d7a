using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ContentRulesTests
{
    [Fact]
    public void Audit_NativeLibraryInFunctionAndLayer_IsAFinding()
    {
        var library = Compiled.Library("int given;");

        var finding = Single(
            Function(new PackageEntry("runtimes/linux-x64/native/libOpenCvSharpExtern.so", Plain, library)),
            Layer(new PackageEntry("lib/libOpenCvSharpExtern.so", Plain, library)));

        Assert.Equal("function.zip contains it too", finding.Problem);
    }

    [Fact]
    public void Audit_DuplicateNativeLibraryInAPackage_IsAFinding()
    {
        var library = Compiled.Library("int given;");

        var finding = Single(Layer(new PackageEntry("lib/a.so", Plain, library), new PackageEntry("lib64/a.so", Plain, library)));

        Assert.Equal(("lib64/a.so", "it is a duplicate of lib/a.so"), (finding.File, finding.Problem));
    }

    [Fact]
    public void Audit_SamePathInTwoLayers_IsAFinding()
    {
        var finding = Single(
            Layer(new PackageEntry("NOTICE", Plain, [])),
            Layer(new PackageEntry("NOTICE", Plain, [1])) with { Name = "b.zip" });

        Assert.Equal(
            ("b.zip", "NOTICE", "layer.zip contains it too"), (finding.Package, finding.File, finding.Problem));
    }

    [Fact]
    public void Audit_SamePathInFunctionAndLayer_HasNoFinding() => AssertNoFindings(
        Function(new PackageEntry("NOTICE", Plain, [])),
        Layer(new PackageEntry("NOTICE", Plain, [])));

    [Fact]
    public void Audit_DebugSymbols_AreAFinding()
    {
        var finding = Single(Function(new PackageEntry("VideoPipeline.pdb", Plain, [])));

        Assert.Equal(("VideoPipeline.pdb", "it is not used in Lambda"), (finding.File, finding.Problem));
    }
}
