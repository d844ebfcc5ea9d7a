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
    public void Audit_ZipOverItsBudget_NamesBothSizes(string name, long most)
    {
        var package = Layer(new PackageEntry("large.bin", Plain, new byte[10])) with { Name = name };

        AllWell(package with { ZipLength = most });
        var finding = Single(package with { ZipLength = most + 1000 });
        Assert.Equal((name, $"{most / 1e6:0.0}01 MB; at most {most / 1e6:0.0} MB are allowed"), (finding.Package, finding.Problem));
        Assert.Contains("large.bin", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_OurPackagesTooLargeUnzipped_IsFound()
    {
        var half = Layer(new PackageEntry("a.bin", Plain, new byte[30_000_000])) with { Name = "opencv.zip" };
        var other = Function(new PackageEntry("b.bin", Plain, new byte[30_000_000]));

        AllWell(half, other);
        Assert.Contains(
            "60.001 MB unzipped",
            Single(half, other, Layer(new PackageEntry("c.bin", Plain, new byte[1000])) with { Name = "ffmpeg.zip" }).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_Models_AreHeldToLambdasLimitAlone()
    {
        var models = Layer(new PackageEntry("models/a.bin", Plain, new byte[250_000_000])) with { Name = "models.zip" };

        AllWell(models);
        Assert.Contains("250.001 MB unzipped", Single(models, Function(new PackageEntry("a.bin", Plain, new byte[1000]))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_SixLayers_AreTooMany() => Assert.Equal(
        "6 layers; a function may have 5",
        Single([.. Enumerable.Range(0, 6).Select(i => Layer() with { Name = $"{i}.zip" })]).Problem);
}
