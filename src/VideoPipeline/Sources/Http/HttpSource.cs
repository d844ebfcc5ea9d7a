using System.Net;

namespace VideoPipeline.Sources.Http;

/// <summary>A video on a web server that gives byte ranges.</summary>
public sealed class HttpSource : IVideoSource
{
    private readonly HttpRequests _requests;
    private readonly HttpIdentity _identity;
    private readonly HttpSourceOptions _options;
    private readonly AccessCounter _access;
    private readonly ReadOnlyMemory<byte> _first;

    private HttpSource(
        string uri, HttpRequests requests, HttpIdentity identity, HttpSourceOptions options, AccessCounter access,
        ReadOnlyMemory<byte> first)
    {
        Uri = uri;
        Length = identity.Length!.Value;
        _requests = requests;
        _identity = identity;
        _options = options;
        _access = access;
        _first = first;
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>The entity tag, else the modification time, else null.</summary>
    public string? Version => _identity.Version;

    /// <summary>Requests sent and bytes of video received, repeated ones and redirects too.</summary>
    public AccessCount Access => _access.Count;

    /// <summary>
    /// Opens an address with one request for its first bytes, which also tells length and version (not every server answers
    /// HEAD, and a signed address is signed for one method). Where the server gives no ranges, everything is fetched
    /// into a temporary file.
    /// </summary>
    /// <remarks>For the exceptions see <see cref="VideoSources.OpenAsync"/>.</remarks>
    public static async Task<IVideoSource> OpenAsync(string uri, HttpSourceOptions options, CancellationToken cancellation)
    {
        var access = new AccessCounter();
        var requests = new HttpRequests(uri, options, access);
        var attempts = new Attempts(requests.Name, options);
        while (true)
        {
            try
            {
                using var response = await requests.GetAsync(0, options.FirstBytes, null, cancellation);
                if (response.Content.Headers.ContentEncoding.Count > 0)
                    throw new InvalidInputException(
                        $"{requests.Name} is sent with Content-Encoding {string.Join(", ", response.Content.Headers.ContentEncoding)} " +
                        "though none was asked for. Switch the server's compression off for videos.");
                var identity = HttpIdentity.Of(response);
                if (identity.Length == 0)
                    throw new UnsupportedVideoException($"{requests.Name} is empty. Upload or export it again.");
                return response.StatusCode switch
                {
                    HttpStatusCode.OK => await TemporarySource.FetchAsync(uri, requests, response, options, access, cancellation),
                    HttpStatusCode.PartialContent when identity.Length is null =>
                        await TemporarySource.FetchAsync(uri, requests, null, options, access, cancellation),
                    HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == 0 => new HttpSource(
                        uri, requests, identity, options, access,
                        await FirstBytesAsync(response, identity, options, access, cancellation)),
                    _ => throw new InvalidInputException(
                        $"{requests.Name} answered {(int)response.StatusCode} {response.ReasonPhrase} to a request for its " +
                        "first bytes. Give an address that answers with a video."),
                };
            }
            catch (Exception e) when (PassingFault.MayPass(e))
            {
                await attempts.WaitAsync(e, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var wanted = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        if (offset + wanted <= _first.Length)
        {
            _first.Slice((int)Math.Min(offset, _first.Length), wanted).CopyTo(buffer);
            return wanted;
        }
        await using var stream = Range(offset, wanted);
        await stream.ReadExactlyAsync(buffer[..wanted], cancellation);
        return wanted;
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return ValueTask.FromResult(Range(offset, Math.Clamp(Length - offset, 0, length)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Stream Range(long offset, long length) =>
        new HttpRangeStream(_requests, _identity, offset, offset + length, _options, _access);

    private static async Task<ReadOnlyMemory<byte>> FirstBytesAsync(
        HttpResponseMessage response, HttpIdentity identity, HttpSourceOptions options, AccessCounter access,
        CancellationToken cancellation)
    {
        var first = new byte[Math.Min(options.FirstBytes, identity.Length!.Value)];
        var body = await response.Content.ReadAsStreamAsync(cancellation);
        var filled = 0;
        while (filled < first.Length)
        {
            var read = await options.WithinIdleTimeout(token => body.ReadAsync(first.AsMemory(filled), token), cancellation);
            if (read == 0) break;
            access.AddBytes(read);
            filled += read;
        }
        return first.AsMemory(0, filled);
    }
}
