using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>An object in a bucket: <c>s3://bucket/key</c>, or one version of it: <c>s3://bucket/key?versionId=…</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The key, as it is: nothing in an address is decoded, so <c>%20</c> is three characters.</param>
/// <param name="VersionId">The version; null for the newest.</param>
internal sealed partial record S3Address(string Bucket, string Key, string? VersionId)
{
    private const string Scheme = "s3://";

    /// <summary>Takes an address apart.</summary>
    /// <exception cref="InvalidInputException">It names no object.</exception>
    public static S3Address Parse(string uri)
    {
        var path = uri[Scheme.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? path : path[..slash];
        // Also what would be user and password: nothing reads them, and they do not belong in an address.
        if (!BucketName().IsMatch(bucket))
            throw new InvalidInputException($"{SourceAddress.ForDisplay(uri)} names no bucket. Write s3://bucket/key.");
        var key = slash < 0 ? "" : path[(slash + 1)..];
        var version = Version().Match(key);
        if (version.Success) key = key[..version.Index];
        if (key.Length == 0)
            throw new InvalidInputException($"{SourceAddress.ForDisplay(uri)} names no object. Write s3://bucket/key.");
        return new S3Address(bucket, key, version.Success ? version.Groups[1].Value : null);
    }

    // Wider than today's rules: buckets from before 2018 have capitals, underscores and up to 255 characters.
    [GeneratedRegex("^[A-Za-z0-9._-]{3,255}\\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"\?versionId=([A-Za-z0-9._-]+)\z")]
    private static partial Regex Version();
}
