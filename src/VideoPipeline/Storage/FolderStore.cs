using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// A store in a folder: the key is the path. An object is written to a hidden folder of the same file system and then renamed
/// to its path, which POSIX does atomically. It is not forced to the disk: what survives a dying process need not survive a
/// power cut.
/// </summary>
/// <remarks>Symbolic links inside the folder are not followed, so that none leads a key to a file elsewhere.</remarks>
public sealed class FolderStore : IStore
{
    private const string UnfinishedFolder = ".unfinished";
    private const int BufferLength = 1 << 16;
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);

    private readonly string _root;

    private FolderStore(string root) => _root = root;

    /// <summary>Opens the store, making the folder and clearing away what processes that died left unfinished.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">Tells how old an unfinished file is.</param>
    /// <exception cref="InvalidInputException">The folder cannot be made or written to.</exception>
    public static FolderStore Open(string folder, TimeProvider time)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            var unfinished = Directory.CreateDirectory(Path.Combine(root, UnfinishedFolder));
            foreach (var file in unfinished.EnumerateFiles())
                if (time.GetUtcNow() - file.LastWriteTimeUtc > s_abandonedAfter) file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The folder {root} cannot be used for results: {e.Message} Choose another one.", e);
        }
        return new FolderStore(root);
    }

    /// <summary>The path of an object, whether it is there or not.</summary>
    public string PathOf(string key) => Path.Combine(_root, StoreKey.Checked(key));

    /// <inheritdoc/>
    public Task<Stream?> GetAsync(string key, CancellationToken cancellation)
    {
        var path = PathWithoutLinks(key);
        try
        {
            return Task.FromResult<Stream?>(File.Exists(path)
                ? new FileStream(
                    path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferLength, useAsync: true)
                : null);
        }
        catch (FileNotFoundException)
        {
            // Deleted since it was looked for.
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        await using var stream = await GetAsync(key, cancellation);
        if (stream is null) return null;
        stream.Position = offset;
        var bytes = new byte[Math.Clamp(stream.Length - offset, 0, length)];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    /// <inheritdoc/>
    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var path = PathWithoutLinks(key);
        var unfinished = Path.Combine(_root, UnfinishedFolder, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var stream = new FileStream(
                unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength, useAsync: true))
            {
                await write(stream, cancellation);
            }
            Publish(unfinished, path);
        }
        catch (IOException e) when (IsFull(e))
        {
            throw new LimitExceededException($"There is no room for {path}: {e.Message} Free some space, or choose another folder.", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) =>
        Task.FromResult(File.Exists(PathWithoutLinks(key)));

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation)
    {
        var folder = prefix.LastIndexOf('/') is > 0 and var slash ? PathWithoutLinks(prefix[..slash]) : _root;
        return Directory.Exists(folder) ? Keys(folder, prefix).ToAsyncEnumerable() : AsyncEnumerable.Empty<string>();
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var path = PathWithoutLinks(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private IOrderedEnumerable<string> Keys(string folder, string prefix) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            // Links, and what begins with a dot: the folder of unfinished files.
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        })
            .Select(path => Path.GetRelativePath(_root, path))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static void Publish(string unfinished, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException io && !IsFull(io)))
        {
            throw new InvalidInputException(
                $"{path} cannot be written: {e.Message} Remove what is in the way, or choose another folder.", e);
        }
    }

    private string PathWithoutLinks(string key)
    {
        var path = PathOf(key);
        for (var part = path; part.Length > _root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is { } target)
                throw new InvalidInputException(
                    $"{part} is a symbolic link to {target}, which the store does not follow. " +
                    "Remove it, or choose another folder.");
        }
        return path;
    }

    // ENOSPC and EDQUOT: .NET gives the error number of Linux in HResult.
    private static bool IsFull(IOException e) => e.HResult is 28 or 122;
}
