using VideoPipeline.Sources.Access;

namespace VideoPipeline.Sources.Remote;

/// <summary>A range of bytes of an object, asked for in one request, and again from where it broke off.</summary>
internal sealed class ResumingStream(
    IRangeRequests requests, long offset, long end, RemoteOptions options, AccessCounter access) : ForwardOnlyStream
{
    private readonly RetryLoop _attempts = new(requests.Name, options);
    private RangeResponse? _answer;
    private long _began;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position < end && buffer.Length > 0)
        {
            try
            {
                var answer = _answer ?? await ConnectAsync(cancellationToken);
                var read = await ReadBodyAsync(answer.Body, buffer, cancellationToken);
                if (read > 0) return read;
                // Servers may send less than was asked for (RFC 9110, section 14.2); but not nothing.
                Disconnect();
                if (_position == _began) throw new TransientFault("the server sent an empty range");
            }
            catch (Exception e) when (TransientFault.IsTransient(e))
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

    private async ValueTask<RangeResponse> ConnectAsync(CancellationToken cancellation)
    {
        var answer = await requests.GetAsync(_position, end, cancellation);
        (_answer, _began) = (answer, _position);
        return answer;
    }

    private async ValueTask<int> ReadBodyAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, end - _position)];
        var read = await options.WithinIdleTimeout(token => body.ReadAsync(wanted, token), cancellation);
        if (read == 0) return 0;
        _position += read;
        access.AddBytes(read);
        _attempts.ResetAfterProgress();
        return read;
    }

    private void Disconnect()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
