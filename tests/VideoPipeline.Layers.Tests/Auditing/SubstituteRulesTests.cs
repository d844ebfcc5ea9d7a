using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class SubstituteRulesTests
{
    [Fact]
    public void Audit_Substitute_IsFoundAsOne()
    {
        var finding = Single(Function(new PackageEntry("OpenCvSharp.dll", Plain, Assemblies.With("SubstituteFor", "OpenCvSharp4"))));

        Assert.True(finding.IsSubstitute);
        Assert.Equal(
            "function.zip: OpenCvSharp.dll: it is a substitute for OpenCvSharp4, not the package. Build with a feed that has it, such as nuget.org.",
            finding.ToString());
    }

    [Fact]
    public void Audit_AssemblyThatSaysOtherThings_IsWell() => AllWell(Function(
        new PackageEntry("Amazon.Lambda.Core.dll", Plain, Assemblies.With("RepositoryUrl", "SubstituteFor")),
        new PackageEntry("Torn.dll", Plain, Assemblies.With("SubstituteFor", "Torn")[..200])));

    [Fact]
    public void Audit_AnythingElseThatIsWrong_IsNoSubstitute() =>
        Assert.False(Single(Function(new PackageEntry("VideoPipeline.pdb", Plain, []))).IsSubstitute);

    [Fact]
    public void Replaced_PackageWithSubstitutes_NamesThePackages() => Assert.Equal(
        ["OpenCvSharp4", "FFMpegCore"],
        SubstituteRules.Replaced(Function(
            new PackageEntry("OpenCvSharp.dll", Plain, Assemblies.With("SubstituteFor", "OpenCvSharp4")),
            new PackageEntry("VideoPipeline.dll", Plain, Assemblies.With("Substitutes", "OpenCvSharp4;FFMpegCore")),
            new PackageEntry("FFMpegCore.dll", Plain, Assemblies.With("SubstituteFor", "FFMpegCore")))));
}
