using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>An object in a bucket: <c>s3://bucket/key</c>, or one version of it: <c>s3://bucket/key?versionId=…</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The key. It is taken literally, without percent-decoding: <c>%20</c> is three characters.</param>
/// <param name="VersionId">The version ID; null for the current version.</param>
internal sealed partial record S3Address(string Bucket, string Key, string? VersionId)
{
    private const string Scheme = "s3://";

    /// <summary>Parses an address.</summary>
    /// <exception cref="InvalidInputException">It has no valid bucket name or no key.</exception>
    public static S3Address Parse(SourceAddress address)
    {
        var path = address.Reveal()[Scheme.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? path : path[..slash];
        // Also rejects user:password@, which an s3:// address must not contain.
        if (!BucketName().IsMatch(bucket))
            throw new InvalidInputException($"{address} has no valid bucket name. Write s3://bucket/key.");
        var key = slash < 0 ? "" : path[(slash + 1)..];
        var version = Version().Match(key);
        if (version.Success) key = key[..version.Index];
        if (key.Length == 0)
            throw new InvalidInputException($"{address} has no key. Write s3://bucket/key.");
        return new S3Address(bucket, key, version.Success ? version.Groups[1].Value : null);
    }

    // Buckets created before March 2018 may have upper-case letters, underscores and up to 255 characters.
    [GeneratedRegex("^[A-Za-z0-9._-]{3,255}\\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"\?versionId=([A-Za-z0-9._-]+)\z")]
    private static partial Regex Version();
}
