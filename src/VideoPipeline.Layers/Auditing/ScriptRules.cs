using System.Text;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Scripts: the kernel starts what the first line names, to the byte (execve(2)).</summary>
internal static class ScriptRules
{
    public static IEnumerable<Finding> Check(Package package, UnpackedPaths paths)
    {
        foreach (var entry in package.Entries.Where(IsScript))
        {
            var line = FirstLine(entry.Content);
            if (line.EndsWith('\r'))
                yield return new Finding(package.Name, entry.Path, "its first line ends in CR, which the kernel takes for a part of the name", "End its lines in LF alone");
            else if (!IsThere(line, paths))
                yield return new Finding(package.Name, entry.Path, $"it is for {line}, which Lambda does not have", "Write it for /bin/sh, or leave it out");
        }
    }

    /// <summary>Whether a file begins as a script does.</summary>
    public static bool IsScript(PackageEntry entry) => !entry.IsLink && entry.Content.AsSpan().StartsWith("#!"u8);

    private static string FirstLine(byte[] content)
    {
        var end = Array.IndexOf(content, (byte)'\n');
        return Encoding.UTF8.GetString(content.AsSpan(2, (end < 0 ? content.Length : end) - 2)).Trim(' ', '\t');
    }

    // env(1) searches PATH, in which Lambda has the layers' bin folder.
    private static bool IsThere(string line, UnpackedPaths paths)
    {
        if (LambdaBase.Table.Interpreters.Any(interpreter => $"{line} ".StartsWith($"{interpreter} ", StringComparison.Ordinal))) return true;
        var words = line.Split(' ');
        var program = words is ["/usr/bin/env", var name, ..] ? $"/opt/bin/{name}" : words[0];
        return paths.Follow(program, out _) is { } path && !paths.IsFolder(path);
    }
}
