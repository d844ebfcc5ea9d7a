using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Files;

/// <summary>A video in a local file.</summary>
public sealed class FileSource : IVideoSource
{
    private readonly SafeFileHandle _handle;
    private readonly AccessCounter _access = new();

    private FileSource(string uri, string path, SafeFileHandle handle, FileStatus status)
    {
        Uri = uri;
        Path = System.IO.Path.GetFullPath(path);
        Length = status.Length;
        Version = status.Version;
        _handle = handle;
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Length and time of the last modification, to the nanosecond.</summary>
    public string Version { get; }

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public AccessCount Access => _access.Count;

    /// <summary>Opens a file without locking it against others.</summary>
    /// <param name="uri">A path, taken literally, or a <c>file://</c> address, in which <c>%20</c> is a space.</param>
    /// <exception cref="VideoNotFoundException">There is nothing at that path.</exception>
    /// <exception cref="VideoAccessDeniedException">Permissions forbid reading it.</exception>
    /// <exception cref="InvalidInputException">It is a folder, a pipe or a device, or no path at all.</exception>
    /// <exception cref="UnsupportedVideoException">The file is empty.</exception>
    public static FileSource Open(string uri)
    {
        var path = PathOf(uri);
        if (!FileStatus.TryOfPath(path, out var status, out var error)) throw FailureOf(path, error);
        if (status.Kind != FileKind.File) throw NotAFile(path, status.Kind);
        var handle = OpenHandle(path);
        try
        {
            status = FileStatus.OfHandle(handle);
            if (status.Length == 0) throw new UnsupportedVideoException($"{path} is empty. Fetch or export it again.");
            return new FileSource(uri, path, handle, status);
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

    /// <summary>Whether the path still names this file, as it was when it was opened.</summary>
    /// <exception cref="VideoChangedException">It does not.</exception>
    internal void ThrowIfChanged()
    {
        if (!FileStatus.TryOfPath(Path, out var status, out _) || status.Version != Version) throw Changed();
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
            // After the read: what was written before it ended shows in the time stamp.
            if (FileStatus.OfHandle(_handle).Version != Version) throw Changed();
            _access.AddBytes(read);
            return read;
        }
        catch (IOException e)
        {
            throw new SourceUnavailableException(
                $"{Uri} could not be read at byte {offset}: {e.Message} Check the disk or the mount.", e);
        }
    }

    private VideoChangedException Changed() =>
        new($"{Uri} was changed while it was read. Run again when nothing writes to it any more.");

    private static string PathOf(string uri)
    {
        var path = uri;
        if (SourceAddress.Scheme(uri) == "file")
        {
            if (!System.Uri.TryCreate(uri, UriKind.Absolute, out var address) || address.Host.Length > 0)
                throw new InvalidInputException(
                    $"{uri} names no file of this machine. Write file:///folder/video.mp4 or the plain path.");
            path = address.LocalPath;
        }
        return path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new InvalidInputException("The path of the video is empty or contains a zero character. Name a file.");
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            // .NET locks files against its own kind unless told to share.
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
            throw new SourceUnavailableException($"{path} could not be opened: {e.Message} Check the disk or the mount.", e);
        }
    }

    private static VideoPipelineException FailureOf(string path, int error) => error switch
    {
        1 or 13 => Denied(path),        // EPERM, EACCES
        2 or 20 => NotFound(path),      // ENOENT, ENOTDIR
        36 or 40 => new InvalidInputException(  // ENAMETOOLONG, ELOOP
            $"{path} is no usable path: {Marshal.GetPInvokeErrorMessage(error)}. Name the file itself."),
        _ => new SourceUnavailableException(
            $"{path} could not be looked up: {Marshal.GetPInvokeErrorMessage(error)}. Check the disk or the mount."),
    };

    private static VideoNotFoundException NotFound(string path, Exception? cause = null) =>
        new($"{path} does not exist (looked from {Environment.CurrentDirectory}). Check the path.", cause);

    private static VideoAccessDeniedException Denied(string path, Exception? cause = null) =>
        new($"{path} may not be read by user {Environment.UserName}. Give read permission to the file and its folders.", cause);

    private static InvalidInputException NotAFile(string path, FileKind kind) => new(kind == FileKind.Folder
        ? $"{path} is a folder. Name one video in it."
        : $"{path} is a {kind.ToString().ToLowerInvariant()}, which is read only once and in order. Save it to a file first.");
}
