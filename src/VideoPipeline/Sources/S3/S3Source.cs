using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>Videos in S3 buckets.</summary>
public static class S3Source
{
    /// <summary>
    /// Opens an object with one request for its first bytes, which also tells length and entity tag. Where both are known from
    /// the index, no request is needed: every later one demands that version.
    /// </summary>
    /// <remarks>
    /// For the exceptions see <see cref="VideoSources.OpenAsync"/>. The entity tag is of the content, or changes with each
    /// upload; so it serves as the version even where the bucket keeps none.
    /// </remarks>
    public static async Task<IVideoSource> OpenAsync(
        string uri, SourceIdentity? expected, S3SourceOptions options, CancellationToken cancellation)
    {
        var access = new AccessCounter();
        var item = new S3Object(uri, options, access);
        if (expected is { Version: { } version, Length: var known })
            return new RemoteSource(uri, new S3Ranges(item, known, version), known, version, default, options, access);
        return await new RetryLoop(item.Name, options).RunAsync(
            async () =>
            {
                using var answer = await item.GetAsync(0, options.FirstBytes, etag: null, cancellation);
                var (length, etag) = (answer.Length, answer.Response.ETag);
                var first = await FirstBytes.ReadAsync(answer.Response.ResponseStream, length, options, access, cancellation);
                return new RemoteSource(uri, new S3Ranges(item, length, etag), length, etag, first, options, access);
            },
            cancellation);
    }
}
