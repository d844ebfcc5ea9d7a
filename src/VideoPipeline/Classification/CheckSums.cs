using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace VideoPipeline.Classification;

/// <summary>Check sums of files; a file that has not changed is read once.</summary>
public static class CheckSums
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> s_known = new();

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    public static string Sha256(string path)
    {
        var file = new FileInfo(path);
        return s_known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), _ =>
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        });
    }

    /// <summary>Sees that a file is the one that was described.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="expected">What it is to be; nothing is checked where no check sum is given.</param>
    /// <exception cref="InvalidInputException">It is another one.</exception>
    public static void Require(string path, ModelFile expected)
    {
        Require(path, "SHA-256", expected.Sha256, Sha256);
        if (expected.Sha256 is null) Require(path, "SHA-1", expected.Sha1, Sha1);
    }

    private static void Require(string path, string kind, string? expected, Func<string, string> sumOf)
    {
        if (expected is null || sumOf(path) is var found && found.Equals(expected, StringComparison.OrdinalIgnoreCase)) return;
        throw new InvalidInputException(
            $"{path} has the {kind} {sumOf(path)} where its description says {expected}: it is damaged, or another file. " +
            $"Fetch it again, or correct {ModelDescription.FileName}.");
    }

    // Not against forgery but against damage: some publishers give nothing else.
    private static string Sha1(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA1.HashData(stream));
    }
}
