using VideoPipeline.Pages.Report;
using Xunit;

namespace VideoPipeline.Pages.Tests;

/// <summary>What the pages add to each function that is deployed to Lambda: less than 1 MB.</summary>
public sealed class DeployedSizeTests
{
    // Compiled ahead of time, an assembly has about three times the bytes.
    private const int MaxBytes = 300_000;

    private static readonly string[] s_shared = ["System.", "Microsoft.AspNetCore.", "Microsoft.Extensions."];

    [Fact]
    public void Assembly_OfThePages_IsSmall() =>
        Assert.InRange(new FileInfo(typeof(ReportPage).Assembly.Location).Length, 1, MaxBytes);

    // Of Lambda's runtime; a package would be deployed with each function.
    [Fact]
    public void Assembly_OfThePages_ReferencesFrameworksOnly() => Assert.All(
        typeof(ReportPage).Assembly.GetReferencedAssemblies(),
        reference => Assert.True(
            reference.Name == "VideoPipeline" || s_shared.Any($"{reference.Name}.".StartsWith), reference.Name));
}
