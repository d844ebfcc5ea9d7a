using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using Xunit;

namespace VideoPipeline.Layers.Tests.Support;

/// <summary>Packages of one entry or a few, and what the audit says of them.</summary>
internal static class Packages
{
    public const int Plain = 0x81a4, Executable = 0x81ed, Link = 0xa1ff; // st_mode: 0644, 0755 and a link

    /// <summary>A layer.</summary>
    public static Package Layer(params PackageEntry[] entries) => new("layer.zip", Mount.Opt, 1000, entries);

    /// <summary>What is wrong with the one file of a layer.</summary>
    public static string Problem(string path, int mode, byte[] content) => Single(Layer(new PackageEntry(path, mode, content))).Problem;

    /// <summary>A function's package.</summary>
    public static Package Function(params PackageEntry[] entries) => new("function.zip", Mount.Task, 1000, entries);

    /// <summary>The one thing that is wrong.</summary>
    public static Finding Single(params Package[] packages) => Assert.Single(Auditor.Audit(packages, Budget.Product));

    /// <summary>Nothing is wrong.</summary>
    public static void AllWell(params Package[] packages) => Assert.Empty(Auditor.Audit(packages, Budget.Product));
}
