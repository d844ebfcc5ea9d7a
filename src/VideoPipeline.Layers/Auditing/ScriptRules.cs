using System.Text;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks that the interpreter in the first line of each script exists (execve(2)).</summary>
internal static class ScriptRules
{
    public static IEnumerable<Finding> Check(Package package, UnpackedPaths paths)
    {
        foreach (var entry in package.Entries.Where(IsScript))
        {
            var line = FirstLine(entry.Content);
            if (line.EndsWith('\r'))
            {
                yield return new Finding(
                    package.Name, entry.Path, "its first line ends with CR LF, and CR becomes part of the interpreter's name",
                    "Use LF line endings");
            }
            else if (!Exists(line, paths))
            {
                yield return new Finding(
                    package.Name, entry.Path, $"its interpreter {line} does not exist in Lambda", "Use /bin/sh, or remove it");
            }
        }
    }

    /// <summary>Whether a file starts with <c>#!</c>.</summary>
    public static bool IsScript(PackageEntry entry) => !entry.IsLink && entry.Content.AsSpan().StartsWith("#!"u8);

    private static string FirstLine(byte[] content)
    {
        var end = Array.IndexOf(content, (byte)'\n');
        return Encoding.UTF8.GetString(content.AsSpan(2, (end < 0 ? content.Length : end) - 2)).Trim(' ', '\t');
    }

    // env(1) searches PATH, which in Lambda includes the layers' bin folder.
    private static bool Exists(string line, UnpackedPaths paths)
    {
        var interpreters = LambdaBase.Table.Interpreters;
        if (interpreters.Any(interpreter => $"{line} ".StartsWith($"{interpreter} ", StringComparison.Ordinal))) return true;
        var words = line.Split(' ');
        var program = words is ["/usr/bin/env", var name, ..] ? $"/opt/bin/{name}" : words[0];
        return paths.Resolve(program, out _) is { } path && !paths.IsFolder(path);
    }
}
