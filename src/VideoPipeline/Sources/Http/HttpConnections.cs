using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Http;

/// <summary>
/// The connections to web servers, shared by all sources and workers of a process, restricted to allowed IP addresses. The check
/// applies to the address that is connected to, because each DNS lookup can return another one (DNS rebinding).
/// </summary>
internal sealed class HttpConnections
{
    private readonly Func<IPAddress, bool> _isPublic;
    private readonly bool _publicOnly;

    // The servers that were connected to at a public address, by host and port.
    private readonly ConcurrentDictionary<(string Host, int Port), bool> _public = new();

    /// <param name="isPublic">Whether an IP address is public.</param>
    internal HttpConnections(Func<IPAddress, bool> isPublic)
    {
        (_isPublic, _publicOnly) = (isPublic, false);
        AfterRedirect = new HttpConnections(this);
        Client = CreateClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    }

    private HttpConnections(HttpConnections unrestricted)
    {
        (_isPublic, _publicOnly) = (unrestricted._isPublic, true);
        AfterRedirect = this;
        // With a proxy, the check would apply to the proxy instead of the server.
        Client = CreateClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync });
    }

    /// <summary>Connections to all addresses.</summary>
    public static HttpConnections Unrestricted { get; } = new(PublicAddress.IsPublic);

    /// <summary>Connections to public addresses only.</summary>
    public static HttpConnections PublicOnly => Unrestricted.AfterRedirect;

    /// <summary>
    /// Connections to public addresses only, for the targets of redirects by public servers: what a person may name, such as
    /// 127.0.0.1, a server on the internet may not.
    /// </summary>
    internal HttpConnections AfterRedirect { get; }

    internal HttpClient Client { get; }

    /// <summary>
    /// Whether a server that has answered is public. Behind a proxy that is unknown, and the proxy decides what it connects to.
    /// </summary>
    internal bool IsPublic(Uri server) => _publicOnly || _public.ContainsKey((server.IdnHost, server.Port));

    private static HttpClient CreateClient(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;                      // HttpRequestSender follows them and checks the scheme
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);  // so that DNS changes take effect
        return new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,                 // the idle time-out applies instead
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var address)
            ? [address]
            : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = _publicOnly ? [.. addresses.Where(_isPublic)] : addresses;
        if (allowed.Length == 0)
            throw new InvalidInputException(
                $"{host} is not on the public internet, and only public addresses are allowed here. Use a public address, or " +
                "upload the video to the bucket.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            var peer = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            if (_isPublic(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer)) _public[(host, port)] = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
