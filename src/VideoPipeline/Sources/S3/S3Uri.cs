using VideoPipeline.Errors;

namespace VideoPipeline.Sources.S3;

/// <summary>Addresses of objects, as they are read here.</summary>
public static class S3Uri
{
    /// <summary><c>s3://bucket/key</c>, or <c>s3://bucket/key?versionId=…</c> for one version.</summary>
    /// <exception cref="InvalidInputException">
    /// It would be read as another object: a key without version that itself ends as an address with one does.
    /// </exception>
    public static string Of(string bucket, string key, string? versionId)
    {
        var uri = versionId is null ? $"s3://{bucket}/{key}" : $"s3://{bucket}/{key}?versionId={versionId}";
        return S3Address.Parse(uri) == new S3Address(bucket, key, versionId)
            ? uri
            : throw new InvalidInputException($"The object {key} of {bucket} cannot be named by an address. Rename it, or switch on versions.");
    }
}
