using System.Collections.Concurrent;
using System.Security.Cryptography;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary>Check sums of files; a file that has not changed is read once.</summary>
public static class Checksums
{
    private static readonly ConcurrentDictionary<(string Kind, string Path, long Length, DateTime Written), string> s_known = new();

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    public static string Sha256(string path) => Known("SHA-256", path, SHA256.HashData);

    /// <summary>Whether a file is the one that was described; so is any where no check sum is given.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="expected">What it is to be.</param>
    public static bool Match(string path, ModelFile expected) => Difference(path, expected) is null;

    /// <summary>Sees that a file is the one that was described.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="expected">What it is to be; nothing is checked where no check sum is given.</param>
    /// <exception cref="InvalidInputException">It is another one.</exception>
    public static void Require(string path, ModelFile expected)
    {
        if (Difference(path, expected) is { } difference)
            throw new InvalidInputException(
                $"{path} has {difference}: it is damaged, or another file than {expected.File}. Fetch it again, or correct {ModelDescription.FileName}.");
    }

    private static string? Difference(string path, ModelFile expected)
    {
        var (kind, sum, found) = expected switch
        {
            { Sha256: { } sha256 } => ("SHA-256", sha256, Sha256(path)),
            { Sha1: { } sha1 } => ("SHA-1", sha1, Sha1(path)),
            _ => ("", "", ""),
        };
        return found.Equals(sum, StringComparison.OrdinalIgnoreCase) ? null : $"the {kind} {found} where its description says {sum}";
    }

    // Not against forgery but against damage: some publishers give nothing else.
    private static string Sha1(string path) => Known("SHA-1", path, SHA1.HashData);

    private static string Known(string kind, string path, Func<Stream, byte[]> hash)
    {
        var file = new FileInfo(path);
        return s_known.GetOrAdd((kind, file.FullName, file.Length, file.LastWriteTimeUtc), _ =>
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(hash(stream));
        });
    }
}
