using System.Net;
using System.Web;
using VideoPipeline.Testing;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>A permission that an S3 request requires (Service Authorization Reference, "Amazon S3").</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The ARN of the bucket or the object; <c>${Bucket.Arn}</c> is the bucket.</param>
/// <param name="Prefix">The prefix of a list request.</param>
internal sealed record S3Request(string Action, string Resource, string? Prefix = null)
{
    /// <summary>
    /// The permissions that a request requires. One for a missing key also requires s3:ListBucket: without it, S3 returns 403
    /// instead of 404.
    /// </summary>
    /// <param name="request">The request, with the bucket's name in its path.</param>
    /// <param name="bucket">The name of the bucket <c>${Bucket.Arn}</c>.</param>
    public static IEnumerable<S3Request> Of(ServedRequest request, string bucket)
    {
        var parts = request.Path.Split('?', 2);
        var name = parts[0].Split('/')[0];
        var arn = name == bucket ? "${Bucket.Arn}" : $"arn:aws:s3:::{name}";
        var key = parts[0][name.Length..].TrimStart('/');
        var query = HttpUtility.ParseQueryString(parts.ElementAtOrDefault(1) ?? "");
        if (key.Length == 0)
        {
            var action = parts.ElementAtOrDefault(1)?.Contains("versions", StringComparison.Ordinal) == true
                ? "s3:ListBucketVersions"
                : "s3:ListBucket";
            yield return new S3Request(action, arn, query["prefix"]);
            yield break;
        }
        // A copy reads its source.
        if (request.Headers.GetValueOrDefault("x-amz-copy-source") is { } source)
        {
            var read = source.TrimStart('/').Replace(bucket, "${Bucket.Arn}", StringComparison.Ordinal);
            yield return new S3Request("s3:GetObject", read);
        }
        yield return new S3Request(ActionOf(request.Method, query["versionId"], query["uploadId"]), $"{arn}/{key}");
        if (request.Status == (int)HttpStatusCode.NotFound) yield return new S3Request("s3:ListBucket", arn);
    }

    private static string ActionOf(string method, string? version, string? upload) => (method, version, upload) switch
    {
        ("GET" or "HEAD", null, _) => "s3:GetObject",
        ("GET" or "HEAD", _, _) => "s3:GetObjectVersion",
        ("PUT" or "POST", _, _) => "s3:PutObject",
        ("DELETE", _, null) => "s3:DeleteObject",
        ("DELETE", _, _) => "s3:AbortMultipartUpload",
        _ => throw new NotSupportedException($"The method {method} is not supported."),
    };
}
