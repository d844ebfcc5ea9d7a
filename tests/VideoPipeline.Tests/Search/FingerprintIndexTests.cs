using VideoPipeline.Search;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public sealed class FingerprintIndexTests : IDisposable
{
    private static readonly IndexSegment s_picture = IndexSegment.FromRun(
        new SyntheticRun("?", SyntheticImages.Create(1, 160, 120)).Content);

    private readonly TemporaryFolder _folder = new();
    private readonly IStore _store;
    private readonly FingerprintIndex _index;

    public FingerprintIndexTests()
    {
        _store = FolderStore.Open(_folder.Root, TimeProvider.System);
        _index = new FingerprintIndex(_store);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_ManySegments_MergesThemAndKeepsAllRuns()
    {
        var names = Names(20);
        foreach (var name in names) await _index.AddAsync(Run(name), default);
        Assert.Equal(names, await LoadedAsync(names));
        Assert.InRange(await _store.ListAsync("find/", default).CountAsync(), 1, 8);
        Assert.Equal(names, await LoadedAsync(names));
    }

    [Fact]
    public async Task Load_ConcurrentWritersAndReaders_KeepsAllRuns()
    {
        var names = Names(40);
        await Parallel.ForEachAsync(names, async (name, stop) =>
        {
            await new FingerprintIndex(_store).AddAsync(Run(name), stop);
            await new FingerprintIndex(_store).LoadAsync(names.ToHashSet(), stop);
        });
        Assert.Equal(names, await LoadedAsync(names));
    }

    [Fact]
    public async Task Load_RunsInSeveralSegments_ReturnsEachOnce()
    {
        // As when a merged segment exists beside its inputs.
        var names = Names(6);
        await _index.AddAsync(IndexSegment.Merge([.. names.Select(Run)], _ => true), default);
        foreach (var name in names)
        {
            await _index.AddAsync(Run(name), default);
            Assert.Equal(names, await LoadedAsync(names));
        }
    }

    [Fact]
    public async Task Load_MissingRuns_AreExcluded()
    {
        foreach (var name in Names(12)) await _index.AddAsync(Run(name), default);
        Assert.Equal(["run-03"], await LoadedAsync(["run-03", "run-99"]));
    }

    [Fact]
    public async Task Load_CorruptSegment_IsDeleted()
    {
        await _index.AddAsync(Run("a"), default);
        var key = await _store.ListAsync("find/", default).SingleAsync();
        await _store.PutBytesAsync(key, new byte[] { 1, 2, 3 }, default);
        await _index.AddAsync(Run("b"), default);
        Assert.Equal(["b"], await LoadedAsync(["a", "b"]));
        Assert.False(await _store.ExistsAsync(key, default));
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"run-{i:D2}")];

    private static IndexSegment Run(string name) => s_picture with { Runs = [s_picture.Runs[0] with { Run = name }] };

    private async Task<IReadOnlyList<string>> LoadedAsync(IEnumerable<string> runs)
    {
        var segments = await _index.LoadAsync(runs.ToHashSet(), default);
        return [.. segments.SelectMany(segment => segment.Runs).Select(run => run.Run).Order(StringComparer.Ordinal)];
    }
}
