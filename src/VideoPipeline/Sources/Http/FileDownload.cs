using System.Buffers;
using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>One answer's body on its way into a file, within the limit and the free space.</summary>
internal sealed class FileDownload(string name, SafeFileHandle file, HttpSourceOptions options, AccessCounter access)
{
    private const int BufferBytes = 256 * 1024;

    /// <exception cref="LimitExceededException">The video is larger than the limit or than the disk has room for.</exception>
    public async Task RunAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced is { } length)
        {
            RefuseAbove(options.TemporaryLimit, length);
            if (length > new DriveInfo(options.TemporaryFolder).AvailableFreeSpace) throw DiskFull($"{length} bytes");
        }
        RandomAccess.SetLength(file, 0);
        var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await CopyAsync(body, buffer, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (RandomAccess.GetLength(file) == 0)
            throw new UnsupportedVideoException($"{name} is empty. Upload or export it again.");
    }

    private async Task CopyAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        var position = 0L;
        int read;
        while ((read = await options.WithinIdleTimeout(token => body.ReadAsync(buffer, token), cancellation)) > 0)
        {
            access.AddBytes(read);
            RefuseAbove(options.TemporaryLimit, position + read);
            await WriteAsync(buffer.AsMemory(0, read), position, cancellation);
            position += read;
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long position, CancellationToken cancellation)
    {
        try
        {
            await RandomAccess.WriteAsync(file, bytes, position, cancellation);
        }
        catch (IOException e)
        {
            throw DiskFull($"more than {position} bytes", e);   // or a quota, or the largest file there may be
        }
    }

    private void RefuseAbove(long limit, long length)
    {
        if (length > limit)
            throw new LimitExceededException(
                $"{name} gives no byte ranges and would have to be fetched as a whole, but is larger than the limit of {limit} bytes " +
                "for that. Serve it with ranges, or fetch it to a file first.");
    }

    private LimitExceededException DiskFull(string size, Exception? cause = null) => new(
        $"{name} gives no byte ranges and must be fetched as a whole ({size}), for which {options.TemporaryFolder} has no room. " +
        "Make room, name another temporary folder (TMPDIR), or serve it with ranges.", cause);
}
