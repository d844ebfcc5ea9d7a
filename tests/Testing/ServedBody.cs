using Microsoft.AspNetCore.Http;

namespace VideoPipeline.Testing;

/// <summary>Sends the body of a response of a <see cref="FaultServer"/> in blocks, counts it, and simulates the fault.</summary>
internal static class ServedBody
{
    private const int BlockSize = 16 * 1024;

    public static async Task SendAsync(
        HttpContext context, Stream content, long from, long end, ServerFault? fault, ServedRequest served)
    {
        var aborted = context.RequestAborted;
        await context.Response.Body.FlushAsync(aborted);
        if (fault is ServerFault.NoBody) await Task.Delay(Timeout.Infinite, aborted);

        // Kestrel closes the connection if the body is shorter than Content-Length. Abort would also discard bytes that the
        // client has not read yet.
        var until = fault is ServerFault.Disconnect fail ? Math.Min(end, from + fail.AfterBytes) : end;
        var block = new byte[BlockSize];
        content.Position = from;
        while (content.Position < until)
        {
            if (fault is ServerFault.Slow slow) await Task.Delay(slow.DelayPerBlock, aborted);
            var read = await content.ReadAsync(block.AsMemory(0, (int)Math.Min(BlockSize, until - content.Position)), aborted);
            served.AddBytesSent(read);
            await context.Response.Body.WriteAsync(block.AsMemory(0, read), aborted);
        }
    }
}
