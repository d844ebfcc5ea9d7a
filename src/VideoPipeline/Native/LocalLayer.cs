namespace VideoPipeline.Native;

/// <summary>
/// The layers that <c>layers/build</c> made, where this program runs from its repository: what goes to Lambda is then used here too.
/// </summary>
public static class LocalLayer
{
    private const string Folder = ".layers";

    /// <summary>A file or folder of a layer; null where the layer is not built.</summary>
    /// <param name="layer">The layer: <c>ffmpeg</c>, <c>opencv</c>.</param>
    /// <param name="path">The path in it, such as <c>bin/ffmpeg</c>.</param>
    public static string? Find(string layer, string path) => Find(AppContext.BaseDirectory, layer, path);

    /// <summary>Whether a file is one of a layer, built here or unpacked by Lambda.</summary>
    public static bool Contains(string path) =>
        path.StartsWith("/opt/", StringComparison.Ordinal) || path.Contains($"/{Folder}/", StringComparison.Ordinal);

    internal static string? Find(string application, string layer, string path)
    {
        for (var above = new DirectoryInfo(application); above is not null; above = above.Parent)
        {
            var found = Path.Combine(above.FullName, Folder, layer, path);
            if (Path.Exists(found)) return found;
        }

        return null;
    }
}
