using System.Net;

namespace VideoPipeline.Sources.Http;

/// <summary>A range of bytes at an address, asked for in one request, and again from where it broke off.</summary>
internal sealed class HttpRangeStream(
    HttpRequests requests, HttpIdentity identity, long offset, long end, HttpSourceOptions options, AccessCounter access)
    : ForwardStream
{
    private readonly Attempts _attempts = new(requests.Name, options);
    private HttpResponseMessage? _response;
    private Stream? _body;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position < end && buffer.Length > 0)
        {
            try
            {
                _body ??= await ConnectAsync(cancellationToken);
                var read = await ReadBodyAsync(_body, buffer, cancellationToken);
                if (read > 0) return read;
                // Servers may send less than was asked for (RFC 9110, section 14.2); but not nothing.
                var began = _response!.Content.Headers.ContentRange!.From;
                Disconnect();
                if (_position == began) throw new PassingFault("the server sent an empty range");
            }
            catch (Exception e) when (PassingFault.MayPass(e))
            {
                Disconnect();
                await _attempts.WaitAsync(e, cancellationToken);
            }
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Disconnect();
        base.Dispose(disposing);
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellation)
    {
        _response = await requests.GetAsync(_position, end, identity, cancellation);
        if (!identity.Admits(HttpIdentity.Of(_response))) throw HttpFailures.Changed(requests.Name);
        if (_response.StatusCode != HttpStatusCode.PartialContent || _response.Content.Headers.ContentRange?.From != _position)
            throw new PassingFault($"the server answered {(int)_response.StatusCode} to a request for bytes {_position}-{end - 1}");
        return await _response.Content.ReadAsStreamAsync(cancellation);
    }

    private async ValueTask<int> ReadBodyAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, end - _position)];
        var read = await options.WithinIdleTimeout(token => body.ReadAsync(wanted, token), cancellation);
        if (read == 0) return 0;
        _position += read;
        access.AddBytes(read);
        _attempts.Progressed();
        return read;
    }

    private void Disconnect()
    {
        _response?.Dispose();
        (_response, _body) = (null, null);
    }
}
