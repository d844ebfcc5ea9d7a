using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// A folder of downloaded model files. When it exceeds its limit, the least recently used files are deleted. Safe for concurrent
/// processes. A file name is a hash of the checksum, or of the address and version, of the file, so that a description can
/// neither choose a path in the folder nor replace the file of another model.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="limit">The maximum total size in bytes.</param>
internal sealed class ModelCache(string folder, long limit = ModelCache.DefaultLimit)
{
    /// <summary>
    /// The default limit: enough for a large model, and below the 2 GiB of ephemeral storage of the Lambda functions.
    /// </summary>
    public const long DefaultLimit = 1L << 30;

    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);

    /// <summary>
    /// Returns the path of a cached copy of a file, downloading it if necessary. The checksum of a cached file is verified once
    /// per process.
    /// </summary>
    /// <param name="sources">The sources that open addresses.</param>
    /// <param name="address">An <c>http(s)://</c> or <c>s3://</c> address.</param>
    /// <param name="file">The name and checksum of the file.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="VideoNotFoundException">There is no file at the address.</exception>
    /// <exception cref="InvalidInputException">The checksum differs.</exception>
    /// <exception cref="LimitExceededException">The file is larger than the limit of the cache.</exception>
    public async Task<string> GetAsync(
        VideoSources sources, SourceAddress address, ModelFile file, CancellationToken cancellation)
    {
        // With a checksum, a cached file needs no request.
        if ((file.Sha256 ?? file.Sha1) is { } sum && FindExisting(GetPath(address, file, sum), file) is { } cached) return cached;
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        var path = GetPath(address, file, file.Sha1 ?? $"{source.Length} {source.Version}");
        if (FindExisting(path, file) is { } existing) return existing;
        if (source.Length > limit)
            throw new LimitExceededException(
                $"{address} has {source.Length} bytes; the maximum of the model cache is {limit}. " +
                "Use a local folder.");
        Directory.CreateDirectory(folder);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var from = await source.OpenAsync(0, source.Length, cancellation))
            await using (var to = File.Create(temporary))
                await from.CopyToAsync(to, cancellation);
            Checksums.Verify(temporary, file);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        Evict(path);
        return path;
    }

    // A SHA-256 identifies a file regardless of its address. A SHA-1 does not, because collisions can be constructed.
    private string GetPath(SourceAddress address, ModelFile file, string content)
    {
        var key = file.Sha256?.ToLowerInvariant() ?? $"{address}\n{content}";
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }

    private static string? FindExisting(string path, ModelFile file)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
            return Checksums.Match(path, file) ? path : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Evict(string newest)
    {
        var total = 0L;
        foreach (var (file, length, _) in ListFiles().OrderByDescending(entry => entry.Used))
        {
            total += length;
            if (total > limit && file != newest) File.Delete(file);
        }
    }

    // Excludes temporary files unless they are abandoned. Another process may delete a file after it was listed.
    private IEnumerable<(string File, long Length, DateTime Used)> ListFiles() =>
        from path in Directory.EnumerateFiles(folder)
        let file = new FileInfo(path)
        where file.Exists && (file.Extension.Length == 0 || file.LastWriteTimeUtc < DateTime.UtcNow - s_abandonedAfter)
        select (path, file.Length, file.LastAccessTimeUtc);
}
