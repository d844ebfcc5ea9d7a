using System.Collections.Concurrent;
using System.Globalization;
using VideoPipeline.Npz;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Support;

/// <summary>
/// A store with the index of copies of one run. All but the first have other content: the cells and directions of the descriptors
/// are permuted, which keeps their distribution, and the hashes are changed. The keypoints of a copy are written when they are
/// read, because those of all copies would fill gigabytes.
/// </summary>
/// <param name="store">The store of the index.</param>
/// <param name="folder">The folder with the files of the run.</param>
/// <param name="count">The number of copies.</param>
internal sealed class CopiedRuns(IStore store, string folder, int count) : IStore, IDisposable
{
    private readonly TemporaryFolder _files = new();
    private readonly ConcurrentDictionary<string, Lazy<FolderRun>> _runs = new();
    private RunContent? _content;

    /// <summary>Adds all copies to the index, and merges segments as runs do.</summary>
    public async Task AddToIndexAsync()
    {
        var content = await ContentAsync();
        var index = new FingerprintIndex(this, TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            var mask = i == 0 ? 0 : (ulong)new Random(i).NextInt64();
            await index.AddAsync(
                content with
                {
                    Run = NameOf(i),
                    Hashes = [.. content.Hashes.Select(hashes => new ImageHashes(hashes.PHash ^ mask, hashes.DHash ^ mask))],
                    Fingerprints = FingerprintsOf(content, i),
                },
                default);
            await index.MergeAsync(default);
        }
    }

    public Task<Stream?> GetAsync(string key, CancellationToken cancellation) => store.GetAsync(key, cancellation);

    public async Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation)
    {
        if (!key.StartsWith(RunKeys.Folder, StringComparison.Ordinal))
            return await store.ReadAsync(key, offset, length, cancellation);
        var parts = key.Split('/');
        var content = await ContentAsync();
        var run = parts[2] == "fingerprints.npz"
            ? _runs.GetOrAdd(parts[1], name => new(() => Write(content, name))).Value
            : new FolderRun(folder, new());
        return await run.ReadAsync(parts[2], offset, length, cancellation);
    }

    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        store.PutAsync(key, write, cancellation);

    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => store.ExistsAsync(key, cancellation);

    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
        store.ListEntriesAsync(prefix, cancellation);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        Enumerable.Range(0, count).Select(NameOf).ToAsyncEnumerable();

    public Task DeleteAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

    public void Dispose() => _files.Dispose();

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"copy-{number:D4}");

    private async Task<RunContent> ContentAsync() =>
        _content ??= await RunReader.ReadContentAsync(new FolderRun(folder, new()), default);

    private static FingerprintFile FingerprintsOf(RunContent content, int number) => number == 0
        ? content.Fingerprints!
        : content.Fingerprints! with
        {
            Frames =
            [
                .. content.Fingerprints.Frames.Select(frame => frame with { Keypoints = Permute(frame.Keypoints, number) }),
            ],
        };

    private static Keypoints Permute(Keypoints keypoints, int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, 16).ToArray();
        random.Shuffle(cells);
        var shift = random.Next(1, 8);
        var descriptors = new byte[keypoints.Descriptors.Length];
        for (var i = 0; i < descriptors.Length; i++)
        {
            var (row, cell, direction) = (i / 128 * 128, i % 128 / 8, i % 8);
            descriptors[row + (cells[cell] * 8) + ((direction + shift) % 8)] = keypoints.Descriptors[i];
        }
        return keypoints with { Descriptors = descriptors };
    }

    private FolderRun Write(RunContent content, string name)
    {
        var path = Directory.CreateDirectory(_files.File(name)).FullName;
        using var file = File.Create(Path.Combine(path, "fingerprints.npz"));
        var number = int.Parse(name.Split('-')[1], CultureInfo.InvariantCulture);
        NpzWriter.Write(file, FingerprintsOf(content, number).ToArrays());
        return new FolderRun(path, new());
    }
}
