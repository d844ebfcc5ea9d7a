using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class SubstituteRulesTests
{
    [Fact]
    public void Audit_Substitute_IsASubstituteFinding()
    {
        var substitute = Assemblies.With("SubstituteFor", "OpenCvSharp4");

        var finding = Single(Function(new PackageEntry("OpenCvSharp.dll", Plain, substitute)));

        Assert.True(finding.IsSubstitute);
        Assert.Equal(
            "function.zip: OpenCvSharp.dll: it is a substitute for the package OpenCvSharp4. "
            + "Build with a package feed that has it, such as nuget.org.",
            finding.ToString());
    }

    [Fact]
    public void Audit_AssemblyWithoutTheMark_HasNoFinding() => AssertNoFindings(Function(
        new PackageEntry("Amazon.Lambda.Core.dll", Plain, Assemblies.With("RepositoryUrl", "SubstituteFor")),
        new PackageEntry("Truncated.dll", Plain, Assemblies.With("SubstituteFor", "Truncated")[..200])));

    [Fact]
    public void Audit_OtherFinding_IsNotASubstituteFinding() =>
        Assert.False(Single(Function(new PackageEntry("VideoPipeline.pdb", Plain, []))).IsSubstitute);

    [Fact]
    public void ReplacedPackages_PackageWithSubstitutes_ReturnsTheirNames() => Assert.Equal(
        ["OpenCvSharp4", "FFMpegCore"],
        SubstituteRules.ReplacedPackages(Function(
            new PackageEntry("OpenCvSharp.dll", Plain, Assemblies.With("SubstituteFor", "OpenCvSharp4")),
            new PackageEntry("VideoPipeline.dll", Plain, Assemblies.With("Substitutes", "OpenCvSharp4;FFMpegCore")),
            new PackageEntry("FFMpegCore.dll", Plain, Assemblies.With("SubstituteFor", "FFMpegCore")))));
}
