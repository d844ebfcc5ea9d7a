using VideoPipeline.Errors;

namespace VideoPipeline.Storage;

/// <summary>
/// A store in a folder; the key is the path. An object is written to a temporary file in a hidden folder of the same file system
/// and then moved to its path by an atomic rename (POSIX). There is no fsync: a write survives the death of the process, but not
/// necessarily a power failure.
/// </summary>
/// <remarks>Symbolic links inside the folder are not followed, so that no key reaches a file outside the folder.</remarks>
internal sealed class FolderStore : IStore
{
    private const string UnfinishedFolder = ".unfinished";
    private const int BufferLength = 1 << 16;
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);

    // Symbolic links, and names that begin with a dot (the folder of temporary files), are skipped.
    private static readonly EnumerationOptions s_visible =
        new() { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };

    private static readonly EnumerationOptions s_visibleBelow =
        new() { RecurseSubdirectories = true, AttributesToSkip = s_visible.AttributesToSkip };

    private readonly string _root;
    private readonly TimeProvider _time;

    private FolderStore(string root, TimeProvider time) => (_root, _time) = (root, time);

    /// <summary>Opens the store, creates the folder, and deletes temporary files that dead processes left.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock, to determine the age of files.</param>
    /// <exception cref="InvalidInputException">The folder cannot be created or written.</exception>
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
            throw new InvalidInputException(
                $"The folder {root} cannot be used for results: {e.Message} Choose another folder.", e);
        }
        return new FolderStore(root, time);
    }

    /// <summary>The path of an object, which need not exist.</summary>
    public string GetPath(string key) => Path.Combine(_root, StoreKey.Validate(key));

    /// <inheritdoc/>
    public Task<Stream?> GetAsync(string key, CancellationToken cancellation)
    {
        var path = GetPathWithoutLinks(key);
        try
        {
            return Task.FromResult<Stream?>(File.Exists(path)
                ? new FileStream(
                    path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferLength, useAsync: true)
                : null);
        }
        catch (FileNotFoundException)
        {
            // Deleted after File.Exists.
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
        var path = GetPathWithoutLinks(key);
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
        catch (IOException e) when (e.IsFullDisk())
        {
            throw new LimitExceededException(
                $"Not enough free space for {path}: {e.Message} Free some space, or choose another folder.", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) =>
        Task.FromResult(File.Exists(GetPathWithoutLinks(key)));

    /// <inheritdoc/>
    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation)
    {
        var folder = prefix.LastIndexOf('/') is > 0 and var slash ? GetPathWithoutLinks(prefix[..slash]) : _root;
        return Directory.Exists(folder) ? Entries(folder, prefix).ToAsyncEnumerable() : AsyncEnumerable.Empty<StoreEntry>();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation)
    {
        var path = GetPathWithoutLinks(folder.TrimEnd('/'));
        return !Directory.Exists(path)
            ? AsyncEnumerable.Empty<string>()
            : Directory.EnumerateDirectories(path, "*", s_visible)
                .Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation)
    {
        var file = new FileInfo(GetPathWithoutLinks(key));
        try
        {
            if (file.Exists && _time.GetUtcNow() - file.LastWriteTimeUtc > age)
                file.LastWriteTimeUtc = _time.GetUtcNow().UtcDateTime;
            return Task.FromResult(file.Exists);
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult(false); // deleted meanwhile
        }
        catch (UnauthorizedAccessException)
        {
            return Task.FromResult(true); // another user's file, in a folder from which nothing expires
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var path = GetPathWithoutLinks(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private IOrderedEnumerable<StoreEntry> Entries(string folder, string prefix) =>
        new DirectoryInfo(folder).EnumerateFiles("*", s_visibleBelow)
            .Select(file => (Key: Path.GetRelativePath(_root, file.FullName), File: file))
            .Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(one => LengthOf(one.File) is { } length ? [new StoreEntry(one.Key, length)] : (StoreEntry[])[])
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    // Null if it has been deleted since it was listed.
    private static long? LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void Publish(string unfinished, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException && !e.IsFullDisk()))
        {
            throw new InvalidInputException(
                $"{path} cannot be written: {e.Message} Remove the conflicting file or folder, or choose another folder.", e);
        }
    }

    private string GetPathWithoutLinks(string key)
    {
        var path = GetPath(key);
        for (var part = path; part.Length > _root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is { } target)
                throw new InvalidInputException(
                    $"{part} is a symbolic link to {target}, which the store does not follow. " +
                    "Remove it, or choose another folder.");
        }
        return path;
    }
}
