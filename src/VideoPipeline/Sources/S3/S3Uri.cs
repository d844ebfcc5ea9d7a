using VideoPipeline.Errors;

namespace VideoPipeline.Sources.S3;

/// <summary>Formats addresses of S3 objects.</summary>
internal static class S3Uri
{
    /// <summary>Returns <c>s3://bucket/key</c>, or <c>s3://bucket/key?versionId=…</c> for one version.</summary>
    /// <exception cref="InvalidInputException">
    /// The address would be parsed as another object, because no version is given and the key itself ends with
    /// <c>?versionId=…</c>.
    /// </exception>
    public static string Format(string bucket, string key, string? versionId)
    {
        var uri = versionId is null ? $"s3://{bucket}/{key}" : $"s3://{bucket}/{key}?versionId={versionId}";
        return S3Address.Parse(uri) == new S3Address(bucket, key, versionId)
            ? uri
            : throw new InvalidInputException(
                $"The key {key} in bucket {bucket} has no unambiguous s3:// address, because it ends with ?versionId=…. " +
                "Rename the object, or enable versioning on the bucket.");
    }
}
