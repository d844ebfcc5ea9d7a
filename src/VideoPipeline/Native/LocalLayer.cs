namespace VideoPipeline.Native;

/// <summary>
/// Finds the layers built by <c>layers/build</c> if the program runs from its repository, so that it uses the same binaries as on
/// Lambda.
/// </summary>
internal static class LocalLayer
{
    private const string Folder = ".layers";

    /// <summary>The path of a file or folder of a layer; null if the layer is not built.</summary>
    /// <param name="layer">The name of the layer: <c>ffmpeg</c> or <c>opencv</c>.</param>
    /// <param name="path">The path in the layer, such as <c>bin/ffmpeg</c>.</param>
    public static string? Find(string layer, string path) => Find(AppContext.BaseDirectory, layer, path);

    /// <summary>Whether a file belongs to a layer, either built locally or extracted by Lambda.</summary>
    public static bool Contains(string path) =>
        path.StartsWith("/opt/", StringComparison.Ordinal) || path.Contains($"/{Folder}/", StringComparison.Ordinal);

    internal static string? Find(string application, string layer, string path)
    {
        for (var folder = new DirectoryInfo(application); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, Folder, layer, path);
            if (Path.Exists(found)) return found;
        }

        return null;
    }
}
