using System.Collections.Concurrent;
using System.Security.Cryptography;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary>Checksums of files. They are cached; a file that has not changed is read only once.</summary>
internal static class Checksums
{
    private static readonly ConcurrentDictionary<(string Kind, string Path, long Length, DateTime Written), string> s_cache =
        new();

    /// <summary>Computes the SHA-256 of a file, in lowercase hexadecimal.</summary>
    public static string Sha256(string path) => Compute("SHA-256", path, SHA256.HashData);

    /// <summary>Whether a file has the expected checksum; true if no checksum is given.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="expected">The description of the file.</param>
    public static bool Match(string path, ModelFile expected) => Difference(path, expected) is null;

    /// <summary>Verifies that a file has the expected checksum.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="expected">The description of the file; without a checksum, nothing is verified.</param>
    /// <exception cref="InvalidInputException">The checksum differs.</exception>
    public static void Verify(string path, ModelFile expected)
    {
        if (Difference(path, expected) is { } difference)
            throw new InvalidInputException(
                $"{path} {difference}. It is damaged or not {expected.File}. Download it again or correct " +
                $"{ModelDescription.FileName}.");
    }

    private static string? Difference(string path, ModelFile expected)
    {
        var (kind, sum, actual) = expected switch
        {
            { Sha256: { } sha256 } => ("SHA-256", sha256, Sha256(path)),
            { Sha1: { } sha1 } => ("SHA-1", sha1, Sha1(path)),
            _ => ("", "", ""),
        };
        return actual.Equals(sum, StringComparison.OrdinalIgnoreCase) ? null : $"has the {kind} {actual} instead of {sum}";
    }

    // Detects damage, not forgery. Some publishers give only a SHA-1.
    private static string Sha1(string path) => Compute("SHA-1", path, SHA1.HashData);

    private static string Compute(string kind, string path, Func<Stream, byte[]> hash)
    {
        var file = new FileInfo(path);
        return s_cache.GetOrAdd((kind, file.FullName, file.Length, file.LastWriteTimeUtc), _ =>
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(hash(stream));
        });
    }
}
