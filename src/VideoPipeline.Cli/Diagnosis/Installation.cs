using System.Reflection;
using VideoPipeline.Native;

namespace VideoPipeline.Cli.Diagnosis;

/// <summary>The components that are installed and used.</summary>
/// <param name="Ffmpeg">ffmpeg; null if it is missing.</param>
/// <param name="Ffprobe">ffprobe; null if it is missing.</param>
/// <param name="Opencv">OpenCV with its bindings; null if it is missing.</param>
/// <param name="Packages">The packages that the command was built with.</param>
/// <param name="Problems">The errors: what is missing and what to do.</param>
/// <param name="Warnings">The warnings: what works and should be changed.</param>
internal sealed record Installation(
    Component? Ffmpeg, Component? Ffprobe, Component? Opencv, IReadOnlyList<Package> Packages, IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Inspects this machine.</summary>
    public static Installation Inspect()
    {
        var problems = new List<string>();
        var ffmpeg = Find(() => new Component(FfmpegBinaries.Ffmpeg, FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg)), problems);
        var ffprobe = Find(() => new Component(FfmpegBinaries.Ffprobe, FfmpegBinaries.Version(FfmpegBinaries.Ffprobe)), problems);
        var opencv = Find(
            () =>
            {
                var version = OpenCvLibrary.Version; // loads the library, which then has a path
                return new Component(LoadedLibrary.PathOf("libOpenCvSharpExtern.so"), version);
            },
            problems);
        string?[] remarks = [ffmpeg is null ? null : FfmpegBinaries.Warning, OpenCvLibrary.Warning];
        return new Installation(
            ffmpeg, ffprobe, opencv, Package.All(typeof(Installation).Assembly), [.. problems.Distinct()],
            [.. remarks.OfType<string>()]);
    }

    // Any exception is reported: it is the reason why the component does not work.
    private static Component? Find(Func<Component> find, List<string> problems)
    {
        try
        {
            return find();
        }
        catch (Exception problem)
        {
            problems.Add(problem.GetBaseException().Message);
            return null;
        }
    }
}

/// <summary>A program or library.</summary>
/// <param name="Path">The file; null if it is unknown.</param>
/// <param name="Version">The version that the component reports.</param>
internal sealed record Component(string? Path, string Version)
{
    /// <summary>Whether it comes from a Lambda layer instead of the system.</summary>
    public bool Layer => Path is not null && LocalLayer.Contains(Path);
}

/// <summary>A NuGet package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">The version in <c>Directory.Packages.props</c>.</param>
/// <param name="Substitute">Whether the feed does not have it and the substitute of <c>src/Substitutes</c> is used.</param>
internal sealed record Package(string Id, string Version, bool Substitute)
{
    private const string PackageKey = "Package:", SubstituteKey = "Substitute:";

    /// <summary>The packages in the metadata that the build adds to an assembly (<c>Directory.Build.targets</c>).</summary>
    public static IReadOnlyList<Package> All(Assembly assembly)
    {
        var attributes = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToList();
        var substitutes = attributes.Where(attribute => attribute.Key.StartsWith(SubstituteKey, StringComparison.Ordinal))
            .Select(attribute => attribute.Key[SubstituteKey.Length..]).ToHashSet();
        return [.. attributes.Where(attribute => attribute.Key.StartsWith(PackageKey, StringComparison.Ordinal))
            .Select(attribute => (Id: attribute.Key[PackageKey.Length..], attribute.Value))
            .Select(attribute => new Package(attribute.Id, attribute.Value!, substitutes.Contains(attribute.Id)))];
    }
}
