using VideoPipeline.Sources.Access;

namespace VideoPipeline.Sources.Remote;

/// <summary>A stream over a byte range of an object. After a connection failure it requests the remaining bytes.</summary>
internal sealed class ResumingStream(
    IRangeRequests requests, long offset, long end, RemoteOptions options, AccessCounter access) : ForwardOnlyStream
{
    private readonly RetryLoop _attempts = new(requests.Name, options);
    private readonly SteadyReader _reader = new(options);
    private RangeResponse? _response;
    private long _start;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position < end && buffer.Length > 0)
        {
            try
            {
                var response = _response ?? await ConnectAsync(cancellationToken);
                var read = await ReadBodyAsync(response.Body, buffer, cancellationToken);
                if (read > 0) return read;
                // A server may send less than the requested range (RFC 9110, section 14.2), but an empty body makes no progress.
                Disconnect();
                if (_position == _start) throw new TransientFault("the server sent an empty range");
            }
            catch (Exception e) when (TransientFault.IsTransient(e))
            {
                Disconnect();
                await _attempts.DelayAsync(e, cancellationToken);
            }
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Disconnect();
        base.Dispose(disposing);
    }

    private async ValueTask<RangeResponse> ConnectAsync(CancellationToken cancellation)
    {
        var response = await requests.GetAsync(_position, end, cancellation);
        (_response, _start) = (response, _position);
        return response;
    }

    private async ValueTask<int> ReadBodyAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var remaining = buffer[..(int)Math.Min(buffer.Length, end - _position)];
        var read = await _reader.ReadAsync(body, remaining, cancellation);
        if (read == 0) return 0;
        _position += read;
        access.AddBytes(read);
        if (_reader.IsSteady) _attempts.ResetAfterProgress();
        return read;
    }

    private void Disconnect()
    {
        _response?.Dispose();
        _response = null;
    }
}
