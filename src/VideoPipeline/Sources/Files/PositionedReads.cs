using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Sources.Files;

/// <summary>Positional reads (pread) that repeat until the buffer is full or the file ends.</summary>
internal static class PositionedReads
{
    public static async ValueTask<int> FillAsync(
        this SafeFileHandle handle, long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await RandomAccess.ReadAsync(handle, buffer[filled..], offset + filled, cancellation);
            if (read == 0) break;
            filled += read;
        }
        return filled;
    }
}
