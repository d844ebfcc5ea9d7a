using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ContentRulesTests
{
    [Fact]
    public void Audit_NativeLibraryOfALayerInTheFunctionToo_IsFound()
    {
        var library = Compiled.Library("int given;");

        var finding = Single(
            Function(new PackageEntry("runtimes/linux-x64/native/libOpenCvSharpExtern.so", Plain, library)),
            Layer(new PackageEntry("lib/libOpenCvSharpExtern.so", Plain, library)));

        Assert.Equal("function.zip has it too", finding.Problem);
    }

    [Fact]
    public void Audit_NativeLibraryTwiceInAPackage_IsFound()
    {
        var library = Compiled.Library("int given;");

        var finding = Single(Layer(new PackageEntry("lib/a.so", Plain, library), new PackageEntry("lib64/a.so", Plain, library)));

        Assert.Equal(("lib64/a.so", "it is in lib/a.so too"), (finding.File, finding.Problem));
    }

    [Fact]
    public void Audit_SamePathInTwoLayers_IsFound() => Assert.Equal(
        ("b.zip", "NOTICE"),
        Single(
            Layer(new PackageEntry("NOTICE", Plain, [])),
            Layer(new PackageEntry("NOTICE", Plain, [1])) with { Name = "b.zip" }) is var finding ? (finding.Package, finding.File) : default);

    [Fact]
    public void Audit_SameNameInFunctionAndLayer_IsWell() => AllWell(
        Function(new PackageEntry("NOTICE", Plain, [])),
        Layer(new PackageEntry("NOTICE", Plain, [])));

    [Fact]
    public void Audit_DebugSymbols_AreFound() =>
        Assert.Equal("VideoPipeline.pdb", Single(Function(new PackageEntry("VideoPipeline.pdb", Plain, []))).File);
}
