using System.Net;
using System.Web;
using VideoPipeline.Testing;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>What a request to S3 needs to be allowed (Amazon S3 API reference; Service Authorization Reference, "Amazon S3").</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The bucket or the object, the bucket written as <c>${Bucket.Arn}</c>.</param>
/// <param name="Prefix">Of a list, the prefix.</param>
internal sealed record S3Request(string Action, string Resource, string? Prefix = null)
{
    private const string Bucket = "${Bucket.Arn}";

    /// <summary>What a request needs: where it asked for what is not there, also to list, without which S3 says 403 for 404.</summary>
    public static IEnumerable<S3Request> Of(ServedRequest request, string bucket)
    {
        var parts = request.Path.Split('?', 2);
        var key = parts[0][bucket.Length..].TrimStart('/');
        var query = HttpUtility.ParseQueryString(parts.ElementAtOrDefault(1) ?? "");
        if (key.Length == 0)
        {
            yield return new S3Request("s3:ListBucket", Bucket, query["prefix"]);
            yield break;
        }
        yield return new S3Request(ActionOf(request.Method, query["versionId"], query["uploadId"]), $"{Bucket}/{key}");
        // Of a model 403 is understood as 404 (ModelLibrary).
        if (request.Status == (int)HttpStatusCode.NotFound && !key.StartsWith("models/", StringComparison.Ordinal)) yield return new S3Request("s3:ListBucket", Bucket);
    }

    private static string ActionOf(string method, string? version, string? upload) => (method, version, upload) switch
    {
        ("GET" or "HEAD", null, _) => "s3:GetObject",
        ("GET" or "HEAD", _, _) => "s3:GetObjectVersion",
        ("PUT" or "POST", _, _) => "s3:PutObject",
        ("DELETE", _, null) => "s3:DeleteObject",
        ("DELETE", _, _) => "s3:AbortMultipartUpload",
        _ => throw new NotSupportedException($"{method} is not known here."),
    };
}
