using System.Runtime.CompilerServices;

namespace VideoPipeline.Testing;

/// <summary>Locates this repository and the shared test data beside it.</summary>
public static class Repository
{
    /// <summary>The folder with <c>VideoPipeline.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared test data (videos, photographs, recorded behavior), or null if it does not exist.</summary>
    public static string? SharedData { get; } =
        Path.GetFullPath(Path.Combine(Root, "..", "shared", "data")) is var folder && Directory.Exists(folder) ? folder : null;

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "VideoPipeline.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("VideoPipeline.sln was not found above the test sources.");
    }
}
