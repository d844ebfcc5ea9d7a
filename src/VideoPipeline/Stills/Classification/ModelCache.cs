using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// A folder of files that were fetched from elsewhere, each once. When it grows beyond its limit, those that were used longest ago
/// go. Safe for several processes. A file is called by a hash, of what it must be or of where it was: no description can name a
/// place in it, nor have another file found there.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="limit">Bytes in all.</param>
public sealed class ModelCache(string folder, long limit = ModelCache.DefaultLimit)
{
    /// <summary>Room for a large model, on a Lambda function that is given 2 GiB of disk.</summary>
    public const long DefaultLimit = 1L << 30;

    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>The path of a copy of the file at an address. One that is at hand is held against its check sum once in a process.</summary>
    /// <param name="sources">Reads addresses.</param>
    /// <param name="address">An <c>http(s)://</c> or <c>s3://</c> address.</param>
    /// <param name="file">Its name and check sum.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="VideoNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidInputException">It is not the file that was described.</exception>
    /// <exception cref="LimitExceededException">It is larger than all of the cache.</exception>
    public async Task<string> GetAsync(VideoSources sources, string address, ModelFile file, CancellationToken cancellation)
    {
        // Where its check sum is known, nothing needs to be asked.
        if ((file.Sha256 ?? file.Sha1) is { } sum && Existing(PathOf(address, file, sum), file) is { } known) return known;
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        var path = PathOf(address, file, file.Sha1 ?? $"{source.Length} {source.Version}");
        if (Existing(path, file) is { } existing) return existing;
        if (source.Length > limit)
            throw new LimitExceededException(
                $"{SourceAddress.ForDisplay(address)} has {source.Length} bytes; files of models of up to {limit} bytes are fetched. Use a folder.");
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var from = await source.OpenAsync(0, source.Length, cancellation))
            await using (var to = File.Create(unfinished))
                await from.CopyToAsync(to, cancellation);
            Checksums.Require(unfinished, file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        MakeRoom(path);
        return path;
    }

    // By its SHA-256 alone, it is the same file wherever it comes from. SHA-1 is no such promise: files can be made that share one.
    private string PathOf(string address, ModelFile file, string content)
    {
        var key = file.Sha256?.ToLowerInvariant() ?? $"{address}\n{content}";
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }

    private static string? Existing(string path, ModelFile file)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
            return Checksums.Match(path, file) ? path : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void MakeRoom(string newest)
    {
        var total = 0L;
        foreach (var (file, length, _) in Finished().OrderByDescending(entry => entry.Used))
        {
            total += length;
            if (total > limit && file != newest) File.Delete(file);
        }
    }

    // Without those that are still being written, unless whoever wrote them has gone. Another process may take a file away between its
    // listing and its turn.
    private IEnumerable<(string File, long Length, DateTime Used)> Finished() =>
        from path in Directory.EnumerateFiles(folder)
        let file = new FileInfo(path)
        where file.Exists && (file.Extension.Length == 0 || file.LastWriteTimeUtc < DateTime.UtcNow - s_abandoned)
        select (path, file.Length, file.LastAccessTimeUtc);
}
