using System.Net.Sockets;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Local.Runs;

/// <summary>
/// Checks that the web server of a video takes connections. The state machine retries for minutes what can pass on AWS; on one
/// machine, where nothing listens at an address, somebody waits.
/// </summary>
internal static class ServerCheck
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1), s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>Connects to the server; does nothing for other addresses, and behind a proxy.</summary>
    /// <param name="video">The address of the video.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="SourceUnavailableException">The server refuses each of three connections.</exception>
    public static async Task RunAsync(SourceAddress video, CancellationToken cancellation)
    {
        if (video.Scheme is not ("http" or "https") || !Uri.TryCreate(video.Reveal(), UriKind.Absolute, out var address)
            || !HttpClient.DefaultProxy.IsBypassed(address)) return;
        for (var attempt = 1; await IsRefusedAsync(address, cancellation); attempt++)
        {
            if (attempt == MaxAttempts)
                throw new SourceUnavailableException(
                    $"{video}: {address.Authority} refused {MaxAttempts} connections. Check the address, and that the server "
                    + "runs, then run again.");
            await Task.Delay(s_delay, cancellation);
        }
    }

    private static async Task<bool> IsRefusedAsync(Uri address, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(s_timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.IdnHost, address.Port, timeout.Token);
            return false;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused; // the execution reports any other
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false; // a slow server
        }
    }
}
