using System.Reflection;
using VideoPipeline.Native;

namespace VideoPipeline.Cli.Diagnosis;

/// <summary>What is installed and used.</summary>
/// <param name="Ffmpeg">ffmpeg; null where it is missing.</param>
/// <param name="Ffprobe">ffprobe; null where it is missing.</param>
/// <param name="Opencv">OpenCV with its bindings; null where it is missing.</param>
/// <param name="Packages">The packages this was built with.</param>
/// <param name="Problems">What is missing, and what to do about it.</param>
/// <param name="Remarks">What works and should not be left so.</param>
internal sealed record Installation(
    Component? Ffmpeg, Component? Ffprobe, Component? Opencv, IReadOnlyList<Package> Packages, IReadOnlyList<string> Problems,
    IReadOnlyList<string> Remarks)
{
    /// <summary>Looks at this machine.</summary>
    public static Installation Inspect()
    {
        var problems = new List<string>();
        var ffmpeg = Find(() => new Component(FfmpegBinaries.Ffmpeg, FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg)), problems);
        var ffprobe = Find(() => new Component(FfmpegBinaries.Ffprobe, FfmpegBinaries.Version(FfmpegBinaries.Ffprobe)), problems);
        var opencv = Find(() => new Component(OpenCvLibrary.Version is var version ? LoadedLibrary.PathOf("libOpenCvSharpExtern.so") : null, version), problems);
        string?[] remarks = [ffmpeg is null ? null : FfmpegBinaries.Remark, OpenCvLibrary.Remark];
        return new Installation(
            ffmpeg, ffprobe, opencv, Package.All(typeof(Installation).Assembly), [.. problems.Distinct()], [.. remarks.OfType<string>()]);
    }

    // Whatever keeps a component from working is what the person came to read.
    private static Component? Find(Func<Component> look, List<string> problems)
    {
        try
        {
            return look();
        }
        catch (Exception problem)
        {
            problems.Add(problem.GetBaseException().Message);
            return null;
        }
    }
}

/// <summary>A program or library.</summary>
/// <param name="Path">The file; null where that is not known.</param>
/// <param name="Version">Its version, as it says.</param>
internal sealed record Component(string? Path, string Version)
{
    /// <summary>Whether it is a layer's, as in Lambda, rather than the system's.</summary>
    public bool Layer => Path is not null && LocalLayer.Contains(Path);
}

/// <summary>A package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">The version this was written against.</param>
/// <param name="Substitute">Whether the feed lacked it, so that what src/Substitutes has in its place is used.</param>
internal sealed record Package(string Id, string Version, bool Substitute)
{
    private const string PackageKey = "Package:", SubstituteKey = "Substitute:";

    /// <summary>The packages that the build has noted in an assembly (Directory.Build.targets).</summary>
    public static IReadOnlyList<Package> All(Assembly assembly)
    {
        var notes = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToList();
        var substitutes = notes.Where(note => note.Key.StartsWith(SubstituteKey, StringComparison.Ordinal))
            .Select(note => note.Key[SubstituteKey.Length..]).ToHashSet();
        return [.. notes.Where(note => note.Key.StartsWith(PackageKey, StringComparison.Ordinal))
            .Select(note => (Id: note.Key[PackageKey.Length..], note.Value))
            .Select(note => new Package(note.Id, note.Value!, substitutes.Contains(note.Id)))];
    }
}
