using Amazon.Lambda.Annotations;
using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using Xunit;

namespace VideoPipeline.Substitutes.Tests;

/// <summary>Tests the mark by which <c>layers/audit</c> distinguishes a substitute from the original package, which has the same
/// assembly name and types.</summary>
public sealed class MarkerTests
{
    [Fact]
    public void ReplacedPackages_SubstituteAndAnotherAssembly_ReturnsTheSubstituteOnly()
    {
        var package = new Package(
            "function.zip", Mount.Task, 0, [Entry(typeof(LambdaFunctionAttribute)), Entry(typeof(SubstituteRules))]);

        Assert.Equal(["Amazon.Lambda.Annotations"], SubstituteRules.ReplacedPackages(package));
    }

    private static PackageEntry Entry(Type type) =>
        new(Path.GetFileName(type.Assembly.Location), 0, File.ReadAllBytes(type.Assembly.Location));
}
