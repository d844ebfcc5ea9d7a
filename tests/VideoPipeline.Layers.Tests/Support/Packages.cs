using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using Xunit;

namespace VideoPipeline.Layers.Tests.Support;

/// <summary>Creates packages from entries and audits them.</summary>
internal static class Packages
{
    public const int Plain = 0x81a4, Executable = 0x81ed, Link = 0xa1ff; // st_mode: 0644, 0755 and a symbolic link

    /// <summary>The package of a layer.</summary>
    public static Package Layer(params PackageEntry[] entries) => new("layer.zip", Mount.Opt, 1000, entries);

    /// <summary>The problem of the single finding for a layer with one file.</summary>
    public static string Problem(string path, int mode, byte[] content) =>
        Single(Layer(new PackageEntry(path, mode, content))).Problem;

    /// <summary>The package of a function.</summary>
    public static Package Function(params PackageEntry[] entries) => new("function.zip", Mount.Task, 1000, entries);

    /// <summary>The single finding for the packages.</summary>
    public static Finding Single(params Package[] packages) => Assert.Single(Auditor.Audit(packages, PackageLimits.Product));

    /// <summary>Asserts that the packages have no findings.</summary>
    public static void AssertNoFindings(params Package[] packages) =>
        Assert.Empty(Auditor.Audit(packages, PackageLimits.Product));
}
