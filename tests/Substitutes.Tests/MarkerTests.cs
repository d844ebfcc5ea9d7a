using Amazon.Lambda.Annotations;
using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using Xunit;

namespace VideoPipeline.Substitutes.Tests;

/// <summary>By what <c>layers/audit</c> tells a substitute from the package, which has the same assembly name and types.</summary>
public sealed class MarkerTests
{
    [Fact]
    public void Substitute_InAPackage_IsRecognisedAndNothingElseIs() => Assert.Equal(
        ["Amazon.Lambda.Annotations"],
        SubstituteRules.Replaced(new Package("function.zip", Mount.Task, 0, [Entry(typeof(LambdaFunctionAttribute)), Entry(typeof(SubstituteRules))])));

    private static PackageEntry Entry(Type type) =>
        new(Path.GetFileName(type.Assembly.Location), 0, File.ReadAllBytes(type.Assembly.Location));
}
