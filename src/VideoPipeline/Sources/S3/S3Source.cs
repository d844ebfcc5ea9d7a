using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.S3;

/// <summary>Opens videos in S3 buckets.</summary>
internal static class S3Source
{
    /// <summary>
    /// Opens an object with one range request for its first bytes; the response also contains its length and entity tag. If both
    /// are known from the index, opening sends no request: all later requests are conditional on the entity tag.
    /// </summary>
    /// <remarks>
    /// For the exceptions see <see cref="VideoSources.OpenAsync"/>. The entity tag depends on the content or changes with each
    /// upload, so it identifies the version even in a bucket without versioning.
    /// </remarks>
    public static async Task<IVideoSource> OpenAsync(
        SourceAddress address, SourceIdentity? expected, S3SourceOptions options, CancellationToken cancellation)
    {
        var access = new AccessCounter();
        var s3Object = new S3Object(address, options, access);
        if (expected is { Version: { } version, Length: var knownLength })
            return new RemoteSource(
                address, new S3RangeRequests(s3Object, knownLength, version), knownLength, version, default, options, access);
        return await new RetryLoop(s3Object.Name, options).RunAsync(
            async () =>
            {
                using var response = await s3Object.GetAsync(0, options.FirstBytes, etag: null, cancellation);
                var (length, etag) = (response.Length, response.Response.ETag);
                var first = await FirstBytes.ReadAsync(response.Response.ResponseStream, length, options, access, cancellation);
                return new RemoteSource(
                    address, new S3RangeRequests(s3Object, length, etag), length, etag, first, options, access);
            },
            cancellation);
    }
}
