using VideoPipeline.Errors;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public sealed class FingerprintIndexTests : IDisposable
{
    private static readonly RunContent s_content = new SyntheticRun("?", SyntheticImages.Create(1, 160, 120)).Content;

    private readonly TemporaryFolder _folder = new();
    private readonly IStore _store;
    private readonly FingerprintIndex _index;

    public FingerprintIndexTests()
    {
        _store = FolderStore.Open(_folder.Root, TimeProvider.System);
        _index = new FingerprintIndex(_store, TimeProvider.System);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Merge_ManySegments_KeepsAllRunsInFewSegments()
    {
        var names = Names(30);
        foreach (var name in names)
        {
            await AddAsync(name);
            await _index.MergeAsync(default);
        }
        Assert.Equal(names, await EntriesAsync());
        Assert.InRange((await _index.OpenAsync(default)).Count, 1, 8);
    }

    /// <summary>No interleaving of writers, mergers and readers loses a run, or lets a reader see one twice.</summary>
    [Fact]
    public async Task Merge_ConcurrentWritersMergersAndReaders_KeepsEachRunOnce()
    {
        var names = Names(60);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, stop) =>
        {
            var index = new FingerprintIndex(_store, TimeProvider.System);
            await AddAsync(name, index);
            await index.MergeAsync(stop);
            var seen = await SearchedAsync(new FingerprintIndex(_store, TimeProvider.System));
            Assert.Contains(name, seen);
            Assert.Equal(seen.Distinct(), seen);
        });
        Assert.Equal(names, await SearchedAsync(_index));
    }

    [Fact]
    public async Task Merge_TwoMergersOfOverlappingSegments_KeepsEachRunOnce()
    {
        // As when a second process listed the segments before the first one deleted them.
        foreach (var name in Names(9)) await AddAsync(name);
        using var before = new TemporaryFolder();
        foreach (var entry in await _store.ListEntriesAsync(FingerprintIndex.Prefix, default).ToListAsync())
            before.Write(Path.GetFileName(entry.Key), (await _store.GetBytesAsync(entry.Key, default))!);
        await _index.MergeAsync(default);
        foreach (var path in Directory.EnumerateFiles(before.Root))
            await _store.PutBytesAsync(FingerprintIndex.Prefix + Path.GetFileName(path), File.ReadAllBytes(path), default);
        Assert.Equal(Names(9), await SearchedAsync(_index));
        await _index.MergeAsync(default);
        Assert.Equal(Names(9), await SearchedAsync(_index));
    }

    [Fact]
    public async Task Add_SameRunAgain_ReplacesItsEntryAlsoAfterAMerge()
    {
        var time = new ManualTime(TimeSpan.Zero);
        var index = new FingerprintIndex(_store, time);
        foreach (var name in Names(9)) await AddAsync(name, index);
        await index.MergeAsync(default);
        time.Advance(TimeSpan.FromSeconds(1));
        await index.AddAsync(s_content with { Run = "run-03", Video = "new.mp4" }, default);
        for (var merge = 0; merge < 2; merge++)
        {
            var run = Assert.Single((await OpenAsync(index)).Runs, run => run.Run.Run == "run-03");
            Assert.Equal("new.mp4", run.Run.Video);
            foreach (var name in Names(18).Skip(9)) await AddAsync(name, index);
            await index.MergeAsync(default);
        }
    }

    [Fact]
    public async Task Merge_DeletedRun_IsRemoved()
    {
        foreach (var name in Names(9)) await AddAsync(name);
        await _store.DeleteAsync(new RunKeys("run-03").Summary, default);
        Directory.Delete(_folder.File("runs/run-03"));
        Assert.DoesNotContain("run-03", await SearchedAsync(_index));
        await _index.MergeAsync(default);
        Assert.Equal(Names(9).Except(["run-03"]), await EntriesAsync());
    }

    [Fact]
    public async Task Open_SegmentIsMergedMeanwhile_ReadsAgain()
    {
        // So long that their frames are not read together with their directories.
        var random = new Random(1);
        var hashes = Enumerable.Range(0, 10_000).Select(_ => new ImageHashes((ulong)random.NextInt64(), 0)).ToArray();
        var content = s_content with { Frame = [.. hashes.Select((_, frame) => (long)frame)], Hashes = hashes };
        foreach (var name in Names(9)) await AddAsync(name, content: content);
        var attempts = 0;
        var frames = await FingerprintIndex.RetryAsync(async () =>
        {
            attempts++;
            var runs = await OpenAsync(new FingerprintIndex(_store, TimeProvider.System));
            await _index.MergeAsync(default);
            return await Task.WhenAll(runs.Runs.Select(run => run.Segment.ReadFramesAsync(run.Number, default)));
        });
        Assert.Equal((2, 9), (attempts, frames.Length));
    }

    [Fact]
    public async Task Open_DamagedSegment_ThrowsCorruptResultWithItsKey()
    {
        await AddAsync("a");
        var entry = await _store.ListEntriesAsync(FingerprintIndex.Prefix, default).SingleAsync();
        await _store.PutBytesAsync(entry.Key, new byte[] { 1, 2, 3 }, default);
        var problem = await Assert.ThrowsAsync<CorruptResultException>(() => OpenAsync(_index));
        Assert.Contains(entry.Key, problem.Message);
    }

    [Fact]
    public async Task Open_SegmentOfEarlierVersion_IsDeletedAndItsRunIndexed()
    {
        const string Earlier = "find/1/0123.segment";
        await _store.PutBytesAsync(Earlier, new byte[] { 1, 2, 3 }, default);
        var run = new SyntheticRun("film", SyntheticImages.Create(1, 160, 120));

        var opened = await SearchableRuns.OpenAsync(_index, [run], [], default);

        Assert.Equal("film", Assert.Single(opened.Runs).Run.Run);
        Assert.Null(await _store.GetBytesAsync(Earlier, default));
    }

    [Fact]
    public async Task Open_NoIndex_ThrowsInvalidInputWithTheStore()
    {
        var problem = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(_index));
        Assert.StartsWith("s3://bucket/ has no search index", problem.Message);
    }

    [Fact]
    public async Task Open_RunWithoutEntry_IsCounted()
    {
        await AddAsync("a");
        await _store.PutBytesAsync(new RunKeys("b").Input, new byte[1], default);
        Assert.Equal(1, (await OpenAsync(_index)).NotIndexed);
    }

    [Theory]
    [InlineData(8, 1, 0)]
    [InlineData(9, 1, 9)]
    [InlineData(9, 256 << 20, 0)]
    [InlineData(9, 200 << 20, 2)]
    public void SelectForMerge_EqualSegments_BoundsNumberAndSize(int count, long length, int expected) => Assert.Equal(
        expected,
        FingerprintIndex.SelectForMerge([.. Names(count).Select(name => new StoreEntry(name, length))]).Count);

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"run-{i:D2}")];

    private async Task AddAsync(string name, FingerprintIndex? index = null, RunContent? content = null)
    {
        await _store.PutBytesAsync(new RunKeys(name).Summary, new byte[1], default);
        await (index ?? _index).AddAsync((content ?? s_content) with { Run = name }, default);
    }

    private Task<SearchableRuns> OpenAsync(FingerprintIndex index) =>
        SearchableRuns.OpenIndexedAsync(index, _store, "s3://bucket/", default);

    private async Task<IReadOnlyList<string>> SearchedAsync(FingerprintIndex index)
    {
        var runs = await FingerprintIndex.RetryAsync(() => OpenAsync(index));
        return [.. runs.Runs.Select(run => run.Run.Run)];
    }

    private async Task<IReadOnlyList<string>> EntriesAsync() =>
    [
        .. (await _index.OpenAsync(default)).SelectMany(segment => segment.Footer.Runs).Select(run => run.Run)
            .Order(StringComparer.Ordinal),
    ];
}
