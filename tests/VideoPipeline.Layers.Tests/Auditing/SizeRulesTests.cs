using VideoPipeline.Layers.Packages;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class SizeRulesTests
{
    [Theory]
    [InlineData("ffmpeg.zip", 5_000_000)]
    [InlineData("opencv.zip", 8_000_000)]
    [InlineData("function.zip", 8_000_000)]
    [InlineData("models.zip", 50_000_000)]
    public void Audit_ZipOverItsBudget_IsAFindingWithBothSizes(string name, long limit)
    {
        var package = Layer(new PackageEntry("large.bin", Plain, new byte[10])) with { Name = name };

        AssertNoFindings(package with { ZipLength = limit });
        var finding = Single(package with { ZipLength = limit + 1000 });
        Assert.Equal(
            (name, $"it has {limit / 1e6:0.0}01 MB; the limit is {limit / 1e6:0.0} MB"), (finding.Package, finding.Problem));
        Assert.Contains("large.bin", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_UnzippedPackagesOverTheBudget_AreAFinding()
    {
        var half = Layer(new PackageEntry("a.bin", Plain, new byte[30_000_000])) with { Name = "opencv.zip" };
        var other = Function(new PackageEntry("b.bin", Plain, new byte[30_000_000]));

        AssertNoFindings(half, other);
        Assert.Equal(
            "together they have 60.001 MB unzipped; the limit is 60.0 MB",
            Single(half, other, Layer(new PackageEntry("c.bin", Plain, new byte[1000])) with { Name = "ffmpeg.zip" }).Problem);
    }

    [Fact]
    public void Audit_Models_OnlyHaveLambdasLimit()
    {
        var models = Layer(new PackageEntry("models/a.bin", Plain, new byte[250_000_000])) with { Name = "models.zip" };

        AssertNoFindings(models);
        Assert.Equal(
            "together they have 250.001 MB unzipped; the limit is 250.0 MB",
            Single(models, Function(new PackageEntry("a.bin", Plain, new byte[1000]))).Problem);
    }

    [Fact]
    public void Audit_SixLayers_AreAFinding() => Assert.Equal(
        "6 layers; the limit is 5",
        Single([.. Enumerable.Range(0, 6).Select(i => Layer() with { Name = $"{i}.zip" })]).Problem);
}
