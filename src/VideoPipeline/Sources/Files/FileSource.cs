using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Files;

/// <summary>A video in a local file.</summary>
internal sealed class FileSource : IVideoSource
{
    private readonly SafeFileHandle _handle;
    private readonly AccessCounter _access = new();

    private FileSource(SourceAddress address, string path, SafeFileHandle handle, FileStatus status)
    {
        Address = address;
        Path = System.IO.Path.GetFullPath(path);
        Length = status.Length;
        Version = status.Version;
        _handle = handle;
    }

    /// <inheritdoc/>
    public SourceAddress Address { get; }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>The length and the modification time, in nanoseconds.</summary>
    public string Version { get; }

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public AccessCount Access => _access.Count;

    /// <summary>Opens a file without locking it.</summary>
    /// <param name="address">A path, taken literally, or a <c>file://</c> address, which is percent-decoded.</param>
    /// <exception cref="VideoNotFoundException">The path does not exist.</exception>
    /// <exception cref="VideoAccessDeniedException">The user has no read permission.</exception>
    /// <exception cref="InvalidInputException">The path is invalid, or names a folder, a pipe or a device.</exception>
    /// <exception cref="UnsupportedVideoException">The file is empty.</exception>
    public static FileSource Open(SourceAddress address)
    {
        var path = GetPath(address);
        if (!FileStatus.TryGetForPath(path, out var status, out var error)) throw ToException(path, error);
        if (status.Kind != FileKind.File) throw NotAFile(path, status.Kind);
        var handle = OpenHandle(path);
        try
        {
            status = FileStatus.GetForHandle(handle);
            if (status.Length == 0) throw Empty(path);
            return new FileSource(address, path, handle, status);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        _access.AddRequest();
        return await FillAsync(offset, buffer, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation)
    {
        _access.AddRequest();
        return ValueTask.FromResult<Stream>(new RangeStream(FillAsync, offset, Math.Clamp(Length - offset, 0, length)));
    }

    /// <summary>Checks that the path still names the file that was opened, and that it was not modified.</summary>
    /// <exception cref="VideoChangedException">It was replaced, modified or deleted.</exception>
    internal void ThrowIfChanged()
    {
        if (!FileStatus.TryGetForPath(Path, out var status, out _) || status.Version != Version) throw Changed();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _handle.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<int> FillAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            var read = await _handle.FillAsync(offset, buffer, cancellation);
            // Checked after the read, so that a write during the read is detected.
            if (FileStatus.GetForHandle(_handle).Version != Version) throw Changed();
            _access.AddBytes(read);
            return read;
        }
        catch (IOException e)
        {
            throw new SourceUnavailableException(
                $"{Address} could not be read at byte {offset}: {e.Message} Check the disk or the mount.", e);
        }
    }

    private VideoChangedException Changed() =>
        new($"{Address} changed while it was being read. Run again when it is no longer being written.");

    /// <summary>The path that an address names.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    internal static string GetPath(SourceAddress address)
    {
        var path = address.Reveal();
        if (address.Scheme == "file")
        {
            if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || uri.Host.Length > 0)
                throw new InvalidInputException(
                    $"{address} is not a file on this machine. Write file:///folder/video.mp4 or the plain path.");
            path = uri.LocalPath;
        }
        return path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new InvalidInputException(
                "The path of the video is empty or contains a null character. Use the path of a file.");
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            // Without FileShare, .NET locks the file against other .NET processes.
            return File.OpenHandle(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Denied(path, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(path, e);
        }
        catch (IOException e)
        {
            throw Unavailable(path, e);
        }
    }

    private static VideoPipelineException ToException(SourceAddress path, int error) => error switch
    {
        1 or 13 => Denied(path),        // EPERM, EACCES
        2 or 20 => NotFound(path),      // ENOENT, ENOTDIR
        36 or 40 => new InvalidInputException(  // ENAMETOOLONG, ELOOP
            $"{path} is not a usable path: {Marshal.GetPInvokeErrorMessage(error)}. Use the path of the file itself."),
        _ => new SourceUnavailableException(
            $"{path} could not be examined: {Marshal.GetPInvokeErrorMessage(error)}. Check the disk or the mount."),
    };

    private static UnsupportedVideoException Empty(SourceAddress path) =>
        new($"{path} is empty. Download or export it again.");

    private static SourceUnavailableException Unavailable(SourceAddress path, IOException cause) =>
        new($"{path} could not be opened: {cause.Message} Check the disk or the mount.", cause);

    private static VideoNotFoundException NotFound(SourceAddress path, Exception? cause = null) =>
        new($"{path} does not exist (current directory: {Environment.CurrentDirectory}). Check the path.", cause);

    private static VideoAccessDeniedException Denied(SourceAddress path, Exception? cause = null) =>
        new($"{path} cannot be read by user {Environment.UserName}. Grant read permission on the file and its folders.", cause);

    private static InvalidInputException NotAFile(SourceAddress path, FileKind kind) => new(kind == FileKind.Folder
        ? $"{path} is a folder. Use the path of a video in it."
        : $"{path} is a {kind.ToString().ToLowerInvariant()}, which does not support random access. Save it to a file first.");
}
