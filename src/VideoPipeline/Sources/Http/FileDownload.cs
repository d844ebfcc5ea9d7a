using System.Buffers;
using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>Writes the body of a response to a file, within the limit and the free space.</summary>
internal sealed class FileDownload(string name, SafeFileHandle file, HttpSourceOptions options, AccessCounter access)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Downloads the body of a response, replacing the content of the file.</summary>
    /// <exception cref="LimitExceededException">The video is larger than the limit or the free space.</exception>
    /// <exception cref="UnsupportedVideoException">The video is empty.</exception>
    public async Task RunAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength is { } length)
        {
            ThrowIfAbove(options.MaxTemporaryBytes, length);
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
        var reader = new SteadyReader(options);
        var position = 0L;
        int read;
        while ((read = await reader.ReadAsync(body, buffer, cancellation)) > 0)
        {
            access.AddBytes(read);
            ThrowIfAbove(options.MaxTemporaryBytes, position + read);
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
            throw DiskFull($"more than {position} bytes", e);   // or a quota, or the maximum file size
        }
    }

    private void ThrowIfAbove(long limit, long length)
    {
        if (length > limit)
            throw new LimitExceededException(
                $"{name}: the server does not support range requests, so the whole video must be downloaded, and it is larger " +
                $"than the limit of {limit} bytes. Use a server with range requests, or download the video to a file first.");
    }

    private LimitExceededException DiskFull(string size, Exception? cause = null) => new(
        $"{name}: the server does not support range requests, so the whole video ({size}) must be downloaded, and " +
        $"{options.TemporaryFolder} does not have enough free space. Free some space, set TMPDIR to another folder, or use a " +
        "server with range requests.", cause);
}
