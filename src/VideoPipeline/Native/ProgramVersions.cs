using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoPipeline.Native;

/// <summary>
/// The versions that ffmpeg and ffprobe report. They are kept in a folder, because a program that is linked to two hundred
/// libraries takes 0.2 s to start, and are asked for again when the program's file has another size or time.
/// </summary>
/// <param name="folder">The folder; null to keep nothing beyond this object. It may be impossible to write to.</param>
internal sealed class ProgramVersions(string? folder)
{
    private readonly ConcurrentDictionary<string, Lazy<string>> _versions = new();

    /// <summary>Those that this process uses, kept in the user's cache folder (XDG Base Directory Specification).</summary>
    public static ProgramVersions Shared { get; } = new(CacheFolder());

    /// <summary>The version of a program, such as <c>5.1.9-0+deb12u1</c>.</summary>
    /// <param name="program">The path of the program.</param>
    public string Of(string program) => _versions.GetOrAdd(program, path => new(() => Find(path))).Value;

    private string Find(string program)
    {
        var file = new FileInfo(program);
        if (folder is null || !file.Exists) return Ask(program);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc:O} ");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.FullName)))[..16];
        var kept = Path.Combine(folder, $"version-{name}");
        if (Read(kept) is { } text && text.StartsWith(identity, StringComparison.Ordinal)) return text[identity.Length..];
        var version = Ask(program);
        Write(kept, identity + version);
        return version;
    }

    private static string Ask(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, "-version") { RedirectStandardOutput = true })!;
        var words = (process.StandardOutput.ReadLine() ?? "").Split(' ');
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return words.Length > 2 ? words[2] : "unknown";
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Without the file, the program is asked each time.
    private static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var unfinished = $"{path}.{Environment.ProcessId}";
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string? CacheFolder() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(cache, "videopipeline")
        : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "videopipeline")
        : null;
}
