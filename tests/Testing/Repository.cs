using System.Runtime.CompilerServices;

namespace VideoPipeline.Testing;

/// <summary>Where this repository and, beside it, the shared test data are.</summary>
public static class Repository
{
    /// <summary>The folder with <c>VideoPipeline.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared test data (videos, photographs, recorded behaviour), or null where it is absent.</summary>
    public static string? SharedData { get; } =
        Path.GetFullPath(Path.Combine(Root, "..", "shared", "data")) is var folder && Directory.Exists(folder) ? folder : null;

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "VideoPipeline.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("VideoPipeline.sln was not found above the test sources.");
    }
}
