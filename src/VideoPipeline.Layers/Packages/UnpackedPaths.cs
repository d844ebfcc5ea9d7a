using System.Text;

namespace VideoPipeline.Layers.Packages;

/// <summary>The paths of unpacked packages in Lambda. Resolves symbolic links like the kernel (path_resolution(7)).</summary>
internal sealed class UnpackedPaths
{
    private const int MaxLinks = 40;

    private readonly Dictionary<string, string> _links = [];
    private readonly HashSet<string> _files = [], _folders = [];

    public UnpackedPaths(params IEnumerable<Package> packages)
    {
        foreach (var package in packages)
        {
            AddFolders(package.Folder);
            foreach (var entry in package.Entries)
            {
                var path = $"{package.Folder}/{entry.Path.TrimEnd('/')}";
                if (entry.IsFolder) AddFolders(path);
                else AddFolders(Parent(path));
                if (entry.IsLink) _links[path] = Encoding.UTF8.GetString(entry.Content);
                else if (!entry.IsFolder) _files.Add(path);
            }
        }
    }

    /// <summary>Whether a path is a folder, either as an entry or because an entry is in it.</summary>
    public bool IsFolder(string path) => _folders.Contains(path);

    /// <summary>Resolves the links in an absolute path; null if the file or folder does not exist.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isLoop">Whether the path has more links than the kernel follows.</param>
    public string? Resolve(string path, out bool isLoop)
    {
        var (pending, at, links) = (new Stack<string>(path.Split('/').Reverse()), "", 0);
        isLoop = false;
        while (pending.TryPop(out var part))
        {
            var next = $"{at}/{part}";
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                at = Parent(at);
            }
            else if (_links.TryGetValue(next, out var target))
            {
                if (isLoop = ++links > MaxLinks) return null;
                if (target.StartsWith('/')) at = "";
                foreach (var step in target.Split('/').Reverse()) pending.Push(step);
            }
            else if (_files.Contains(next) || _folders.Contains(next))
            {
                at = next;
            }
            else
            {
                return null;
            }
        }

        return at;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private void AddFolders(string path)
    {
        for (; path.Length > 0; path = Parent(path)) _folders.Add(path);
    }
}
