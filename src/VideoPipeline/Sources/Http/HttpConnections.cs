using System.Net;
using System.Net.Sockets;
using VideoPipeline.Errors;

namespace VideoPipeline.Sources.Http;

/// <summary>
/// The connections to web servers, shared by all sources and workers of a process, and to which addresses they may lead. That is
/// asked of the very address that is connected to: a name may stand for another address each time it is looked up.
/// </summary>
public sealed class HttpConnections
{
    private readonly Func<IPAddress, bool> _mayConnect;

    private HttpConnections()
    {
        _mayConnect = static _ => true;
        Client = ClientOf(new SocketsHttpHandler());
    }

    /// <param name="mayConnect">Whether an address may be connected to.</param>
    internal HttpConnections(Func<IPAddress, bool> mayConnect)
    {
        _mayConnect = mayConnect;
        // A proxy would be connected to in the place of the server.
        Client = ClientOf(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync });
    }

    /// <summary>Wherever they are.</summary>
    public static HttpConnections ToAnywhere { get; } = new();

    /// <summary>On the public internet only.</summary>
    public static HttpConnections ToPublicAddresses { get; } = new(PublicAddress.Is);

    internal HttpClient Client { get; }

    private static HttpClient ClientOf(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;                      // followed by HttpRequests, where schemes and credentials are looked at
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);  // so that a changed DNS entry is noticed
        return new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,                 // silence is what ends a request, not its length
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = addresses.Where(_mayConnect).ToArray();
        if (allowed.Length == 0)
            throw new InvalidInputException(
                $"{host} is no host of the public internet, and no other is asked from here. Give a public address, or upload the video to the bucket.");
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
