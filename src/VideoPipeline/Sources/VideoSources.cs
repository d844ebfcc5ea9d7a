using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Sources.Http;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Sources;

/// <summary>
/// Opens videos by their address: a path, <c>file://</c>, <c>http://</c>, <c>https://</c> or <c>s3://</c>.
/// </summary>
/// <param name="http">How to treat web servers; null for the defaults.</param>
/// <param name="s3">How to treat S3; null for the defaults.</param>
/// <param name="reach">Where addresses may lead.</param>
public sealed class VideoSources(HttpSourceOptions? http = null, S3SourceOptions? s3 = null, AddressPolicy reach = AddressPolicy.AnyAddress)
{
    private readonly HttpSourceOptions _http = Within(reach, http ?? new HttpSourceOptions());
    private readonly S3SourceOptions _s3 = s3 ?? new S3SourceOptions();

    /// <summary>
    /// The same, and <c>http://</c> besides, where only <c>https://</c> is allowed: for addresses that nobody else named, of files
    /// whose SHA-256 is known. Private addresses are out of reach as before.
    /// </summary>
    public VideoSources AllowingPlainHttp() => reach == AddressPolicy.PublicHttps ? new VideoSources(http, s3, AddressPolicy.PublicHttp) : this;

    /// <summary>Opens the video at <paramref name="uri"/>.</summary>
    /// <param name="uri">The address, as the user gave it.</param>
    /// <param name="expected">The object that was indexed, where it must be that one; null to take what is there.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <remarks>
    /// Of an expected object in S3 nothing is asked yet: that it is gone or was replaced shows with the first read, by the same
    /// exceptions.
    /// </remarks>
    /// <exception cref="InvalidInputException">The address is malformed or of a kind that is not read.</exception>
    /// <exception cref="VideoNotFoundException">There is nothing there.</exception>
    /// <exception cref="VideoAccessDeniedException">It may not be read.</exception>
    /// <exception cref="VideoChangedException">It is not the expected object.</exception>
    /// <exception cref="UnsupportedVideoException">It is empty.</exception>
    /// <exception cref="LimitExceededException">It must be fetched as a whole and is too large for that.</exception>
    /// <exception cref="SourceUnavailableException">It stays out of reach after all attempts.</exception>
    public async Task<IVideoSource> OpenAsync(string uri, SourceIdentity? expected, CancellationToken cancellation)
    {
        var source = SourceAddress.Scheme(uri) switch
        {
            null or "file" when reach != AddressPolicy.AnyAddress => throw new InvalidInputException(
                $"{uri} is a file, and files are not read here. Upload it to the bucket, or give an https:// address."),
            null or "file" => FileSource.Open(uri),
            // Whoever knows the object has its index too and does not begin at its first bytes.
            "http" or "https" => await HttpSource.OpenAsync(
                uri, expected is null ? _http : _http with { FirstBytes = 1 }, cancellation),
            "s3" => await S3Source.OpenAsync(uri, expected, _s3, cancellation),
            var other => throw new InvalidInputException(
                $"{SourceAddress.ForDisplay(uri)}: {other}:// is not read. Give a path, file://, http://, https:// or s3://."),
        };
        if (expected is null || (source.Length == expected.Length && source.Version == (expected.Version ?? source.Version)))
            return source;

        var found = $"{source.Length} bytes, version {source.Version ?? "unknown"}";
        await source.DisposeAsync();
        throw new VideoChangedException(
            $"{SourceAddress.ForDisplay(uri)} has changed since it was indexed: it was {expected.Length} bytes, " +
            $"version {expected.Version ?? "unknown"}, and is {found}. Run again to index it anew.");
    }

    private static HttpSourceOptions Within(AddressPolicy reach, HttpSourceOptions http) => reach == AddressPolicy.AnyAddress
        ? http
        : http with { HttpsOnly = reach == AddressPolicy.PublicHttps, Connections = HttpConnections.ToPublicAddresses };
}
