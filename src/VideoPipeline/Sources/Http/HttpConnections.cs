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
    private readonly Func<IPAddress, bool> _isAllowed;

    private HttpConnections()
    {
        _isAllowed = static _ => true;
        Client = CreateClient(new SocketsHttpHandler());
    }

    /// <param name="isAllowed">Whether connecting to an IP address is allowed.</param>
    internal HttpConnections(Func<IPAddress, bool> isAllowed)
    {
        _isAllowed = isAllowed;
        // With a proxy, the check would apply to the proxy instead of the server.
        Client = CreateClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync });
    }

    /// <summary>Connections to all addresses.</summary>
    public static HttpConnections Unrestricted { get; } = new();

    /// <summary>Connections to public addresses only.</summary>
    public static HttpConnections PublicOnly { get; } = new(PublicAddress.IsPublic);

    internal HttpClient Client { get; }

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
        var allowed = addresses.Where(_isAllowed).ToArray();
        if (allowed.Length == 0)
            throw new InvalidInputException(
                $"{host} is not on the public internet, and only public addresses are allowed here. Use a public address, or " +
                "upload the video to the bucket.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
