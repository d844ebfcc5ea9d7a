using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Sources;

namespace VideoPipeline.Classification;

/// <summary>
/// A folder of files that were fetched from elsewhere, each once. When it grows beyond its limit, those that were used longest ago
/// go. Safe for several processes.
/// </summary>
/// <param name="sources">Reads addresses.</param>
/// <param name="folder">The folder.</param>
/// <param name="limit">Bytes in all.</param>
public sealed class ModelCache(VideoSources sources, string folder, long limit = ModelCache.DefaultLimit)
{
    /// <summary>Room for a large model, on a Lambda function that is given 2 GiB of disk.</summary>
    public const long DefaultLimit = 1L << 30;

    /// <summary>The path of a copy of the file at an address.</summary>
    /// <param name="address">An <c>http(s)://</c> or <c>s3://</c> address.</param>
    /// <param name="file">Its name and check sum.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="VideoNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidInputException">It is not the file that was described.</exception>
    /// <exception cref="LimitExceededException">It is larger than all of the cache.</exception>
    public async Task<string> GetAsync(string address, ModelFile file, CancellationToken cancellation)
    {
        // Where its check sum is known, nothing needs to be asked.
        if ((file.Sha256 ?? file.Sha1) is { } sum && Existing(PathOf(address, sum, file.File)) is { } known) return known;
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        var path = PathOf(address, file.Sha256 ?? file.Sha1 ?? $"{source.Length} {source.Version}", file.File);
        if (Existing(path) is { } existing) return existing;
        if (source.Length > limit)
            throw new LimitExceededException(
                $"{SourceAddress.ForPeople(address)} has {source.Length} bytes; files of models of up to {limit} bytes are fetched. Use a folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var from = await source.OpenAsync(0, source.Length, cancellation))
            await using (var to = File.Create(unfinished))
                await from.CopyToAsync(to, cancellation);
            CheckSums.Require(unfinished, file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        MakeRoom(path);
        return path;
    }

    private string PathOf(string address, string content, string name)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{content}"));
        return Path.Combine(folder, Convert.ToHexStringLower(key)[..32], name);
    }

    private static string? Existing(string path)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
            return path;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void MakeRoom(string newest)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.LastAccessTimeUtc).ToList();
        var total = 0L;
        foreach (var file in files)
        {
            total += file.Length;
            if (total > limit && file.FullName != Path.GetFullPath(newest)) file.Delete();
        }
    }
}
