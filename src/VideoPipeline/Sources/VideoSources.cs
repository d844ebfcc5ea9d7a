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
/// <param name="http">The options for HTTP; null for the defaults.</param>
/// <param name="s3">The options for S3; null for the defaults.</param>
/// <param name="reach">Which addresses are allowed.</param>
internal sealed class VideoSources(
    HttpSourceOptions? http = null, S3SourceOptions? s3 = null, AddressPolicy reach = AddressPolicy.AnyAddress)
{
    private readonly HttpSourceOptions _http = Restrict(reach, http ?? new HttpSourceOptions());
    private readonly S3SourceOptions _s3 = s3 ?? new S3SourceOptions();

    /// <summary>
    /// The folders in which files must be; null for any. Links in them are followed: whoever made them may read their targets.
    /// </summary>
    public IReadOnlyList<string>? Folders { get; init; }

    /// <summary>Opens the video at <paramref name="address"/>.</summary>
    /// <param name="address">The address as the user gave it.</param>
    /// <param name="expected">The object that was indexed and that this must be; null to accept any.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <remarks>
    /// For an expected object in S3 no request is sent: if it was deleted or replaced, the first read throws the same exceptions.
    /// </remarks>
    /// <exception cref="InvalidInputException">The address is malformed, not supported or not allowed.</exception>
    /// <exception cref="VideoNotFoundException">The address does not exist.</exception>
    /// <exception cref="VideoAccessDeniedException">Read access is denied.</exception>
    /// <exception cref="VideoChangedException">The object is not the expected one.</exception>
    /// <exception cref="UnsupportedVideoException">The video is empty.</exception>
    /// <exception cref="LimitExceededException">The whole video must be downloaded and is too large.</exception>
    /// <exception cref="SourceUnavailableException">All attempts failed.</exception>
    public async Task<IVideoSource> OpenAsync(SourceAddress address, SourceIdentity? expected, CancellationToken cancellation)
    {
        var source = address.Scheme switch
        {
            null when address.IsMistyped => throw new InvalidInputException(
                $"{address} is not a valid address. Write https://host/path or s3://bucket/key."),
            null or "file" when reach != AddressPolicy.AnyAddress => throw new InvalidInputException(
                $"{address} is a local file, which cannot be read here. Upload the video to the bucket, or use an https:// "
                + "address."),
            null or "file" when !IsInFolders(address) => throw new InvalidInputException(
                $"{address} is not in the folder of videos, {Folders![0]}. Move it there, or start the server with " +
                "--videos and another folder."),
            null or "file" => FileSource.Open(address),
            // The expected object is already indexed, so its header is not read again.
            "http" or "https" => await HttpSource.OpenAsync(
                address, expected is null ? _http : _http with { FirstBytes = 1 }, cancellation),
            "s3" => await S3Source.OpenAsync(address, expected, _s3, cancellation),
            var other => throw new InvalidInputException(
                $"{address}: {other}:// is not supported. Use a path, file://, http://, https:// or s3://."),
        };
        if (expected is null || (source.Length == expected.Length && source.Version == (expected.Version ?? source.Version)))
            return source;

        var found = $"{source.Length} bytes, version {source.Version ?? "unknown"}";
        await source.DisposeAsync();
        throw new VideoChangedException(
            $"{address} has changed since it was indexed: expected {expected.Length} bytes, " +
            $"version {expected.Version ?? "unknown"}; found {found}. Run again to index it again.");
    }

    // A path with .. may lead elsewhere than it seems to, where a folder in it is a link.
    private bool IsInFolders(SourceAddress address) => Folders is null
        || (FileSource.GetPath(address) is var path && !path.Split('/').Contains("..") && Folders.Any(folder =>
            Path.GetRelativePath(folder, Path.GetFullPath(path)) is var relative
            && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal)));

    private static HttpSourceOptions Restrict(AddressPolicy reach, HttpSourceOptions http) => reach == AddressPolicy.AnyAddress
        ? http
        : http with { HttpsOnly = reach == AddressPolicy.PublicHttps, Connections = HttpConnections.PublicOnly };
}
