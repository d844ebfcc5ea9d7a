using System.Runtime.CompilerServices;

namespace VideoPipeline.Storage;

/// <summary>
/// A store in a folder: the key is the path. An object is written beside the others under a hidden name and then renamed, which
/// POSIX does atomically; it is not forced to the disk, so what survives a dying process need not survive a power cut.
/// </summary>
/// <remarks>Symbolic links inside the folder are not followed: nobody who may write there can have files elsewhere overwritten.</remarks>
public sealed class FolderStore : IStore
{
    private const string UnfinishedFolder = ".unfinished";
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    private readonly string _root;

    private FolderStore(string root) => _root = root;

    /// <summary>Opens the store, making the folder and clearing away what processes that died left unfinished.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">Tells how old an unfinished file is.</param>
    /// <exception cref="InvalidInputException">The folder cannot be made or written to.</exception>
    public static FolderStore Open(string folder, TimeProvider time)
    {
        var root = Path.GetFullPath(folder);
        try
        {
            var unfinished = Directory.CreateDirectory(Path.Combine(root, UnfinishedFolder));
            foreach (var file in unfinished.EnumerateFiles())
                if (time.GetUtcNow() - file.LastWriteTimeUtc > AbandonedAfter) file.Delete();
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
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathWithoutLinks(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var path = PathWithoutLinks(key);
        var unfinished = Path.Combine(_root, UnfinishedFolder, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
                await write(stream, cancellation);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(unfinished, path, overwrite: true);
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
    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => Task.FromResult(File.Exists(PathWithoutLinks(key)));

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var keys = Directory.EnumerateFiles(_root, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            // Links, and the hidden folder of unfinished files: names that begin with a dot are hidden.
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
            MatchType = MatchType.Simple,
        })
            .Select(path => Path.GetRelativePath(_root, path))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var path = PathWithoutLinks(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private string PathWithoutLinks(string key)
    {
        var path = PathOf(key);
        for (var part = path; part.Length > _root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is { } target)
                throw new InvalidInputException(
                    $"{part} is a symbolic link to {target}, which the store does not follow. Remove it, or choose another folder.");
        }
        return path;
    }

    // ENOSPC and EDQUOT: .NET gives the error number of Linux in HResult.
    private static bool IsFull(IOException e) => e.HResult is 28 or 122;
}
