using Microsoft.AspNetCore.Http;

namespace VideoPipeline.Testing;

/// <summary>The body of an answer of a <see cref="FaultServer"/>: in pieces, counted, with the fault that was asked for.</summary>
internal static class ServedBody
{
    private const int PieceBytes = 16 * 1024;

    public static async Task SendAsync(
        HttpContext context, Stream content, long from, long end, ServerFault? fault, ServedRequest served)
    {
        var gone = context.RequestAborted;
        await context.Response.Body.FlushAsync(gone);
        if (fault is ServerFault.NoBody) await Task.Delay(Timeout.Infinite, gone);

        // Kestrel itself closes a connection on which fewer bytes came than the headers announced. Abort would also take
        // back what the client has not read yet.
        var until = fault is ServerFault.BreakOff broken ? Math.Min(end, from + broken.AfterBytes) : end;
        var piece = new byte[PieceBytes];
        content.Position = from;
        while (content.Position < until)
        {
            if (fault is ServerFault.Slow slow) await Task.Delay(slow.PerPiece, gone);
            var read = await content.ReadAsync(piece.AsMemory(0, (int)Math.Min(PieceBytes, until - content.Position)), gone);
            served.Sending(read);
            await context.Response.Body.WriteAsync(piece.AsMemory(0, read), gone);
        }
    }
}
