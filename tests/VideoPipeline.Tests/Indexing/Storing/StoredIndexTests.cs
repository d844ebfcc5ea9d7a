using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Planning;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Indexing.Storing;

public sealed class StoredIndexTests : IDisposable
{
    private const int BlockRows = 4096;
    private static readonly RunKeys s_keys = new("test");
    private readonly TemporaryFolder _folder = new();
    private readonly CountingStore _store;

    public StoredIndexTests() => _store = new CountingStore(FolderStore.Open(_folder.Root, TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_AnyWrittenIndex_RoundTrips() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables, table =>
        {
            var index = table.ToIndex();
            var read = WrittenAndReadAsync(index).GetAwaiter().GetResult();
            return Same(index, read) && index with { Samples = read.Samples, Frames = read.Frames } == read;
        }));

    [Fact]
    public async Task Open_IndexWithoutFrames_HasNoFrames()
    {
        var index = new RandomTables(10, 1, Wild: false).ToIndex() with { Frames = null, UnsplittableReason = "a test" };
        var read = await WrittenAndReadAsync(index);
        Assert.Null(read.Frames);
        Assert.Equal(("a test", 10), (read.UnsplittableReason, read.Samples.Count));
    }

    [Fact]
    public void Row_NotLoaded_Throws() => Assert.Contains(
        "Row 3 of the index has not been loaded",
        Assert.Throws<InvalidOperationException>(() => new PagedColumn<int>(10, pageBits: 2)[3]).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task DecodeSpan_RangeOfALongVideo_EqualsThatOfTheIndexInMemory()
    {
        var (samples, frames) = Timelines.Of(
            [.. Enumerable.Range(0, 3000).Select(i => new Timelines.Gop(1 + (i % 7), 2, i % 3 == 0))]);
        var index = Video(samples, frames);
        foreach (var start in new[] { 0, 5, 4090, 4096, 8191, frames.Count - 9 })
        {
            var range = new FrameRange(start, start + 9);
            var stored = await WrittenAsync(index);
            var span = await DecodeSpan.ReadAsync(stored.Samples, stored.Frames!, range, default);
            Assert.Equal(DecodeSpan.For(samples, frames, range), span);
            Assert.Equal(samples.Pts[span.First..(span.Last + 1)], stored.Samples.Pts[span.First..(span.Last + 1)]);
        }
    }

    [Fact]
    public async Task EnsureLoaded_TwoGopsOfTenHours_ReadsTheirBlocksOnce()
    {
        var (samples, frames) = Timelines.Of([.. Enumerable.Repeat(new Timelines.Gop(24, 2, false), 36_000)]);
        var stored = await WrittenAsync(Video(samples, frames));
        _store.Reset();
        await DecodeSpan.ReadAsync(stored.Samples, stored.Frames!, new FrameRange(480_000, 480_024), default);
        await DecodeSpan.ReadAsync(stored.Samples, stored.Frames!, new FrameRange(480_024, 480_048), default);
        Assert.InRange(_store.BytesRead[s_keys.IndexTables], 1, 8 * BlockRows); // one block of each table, once
    }

    [Fact]
    public async Task IsReordered_OnlyTheLastGopReordered_IsTrue()
    {
        var (samples, frames) = Timelines.Of(
            [.. Enumerable.Repeat(new Timelines.Gop(1, 0, false), 5000), new Timelines.Gop(9, 2, false)]);
        var read = await WrittenAsync(Video(samples, frames));
        Assert.True(read.Samples.IsReordered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(-1)]
    public async Task EnsureLoaded_DamagedBlock_SaysToRunAgain(int position)
    {
        var stored = await WrittenAsync(new RandomTables(6000, 7, Wild: false).ToIndex());
        var bytes = File.ReadAllBytes(TablesPath);
        bytes[position < 0 ? bytes.Length + position : position] ^= 0x40;
        File.WriteAllBytes(TablesPath, bytes);
        await AssertCorruptAsync(stored, "its checksum is wrong. Run again.");
    }

    [Fact]
    public async Task EnsureLoaded_TruncatedTables_SaysToRunAgain()
    {
        var stored = await WrittenAsync(new RandomTables(6000, 7, Wild: false).ToIndex());
        File.WriteAllBytes(TablesPath, File.ReadAllBytes(TablesPath)[..^1]);
        await AssertCorruptAsync(stored, "it is truncated. Run again.");
    }

    [Fact]
    public async Task EnsureLoaded_MissingTables_SaysToRunAgain()
    {
        var stored = await WrittenAsync(new RandomTables(10, 7, Wild: false).ToIndex());
        File.Delete(TablesPath);
        await AssertCorruptAsync(stored, "is missing from the store. Run again.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"index\":")]
    [InlineData("{\"index\":{\"source\":{\"uri\":\"a\",\"length\":1}}}")]
    public async Task Open_MissingOrMalformedIndex_SaysToRunAgain(string? content)
    {
        if (content is not null) await _store.PutBytesAsync(s_keys.Index, System.Text.Encoding.UTF8.GetBytes(content), default);
        var exception = await Assert.ThrowsAsync<CorruptResultException>(() => StoredIndex.OpenAsync(_store, s_keys, default));
        Assert.Contains(
            content is null ? "is missing from the store" : "is malformed", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Run again.", exception.Message, StringComparison.Ordinal);
    }

    private static Arbitrary<RandomTables> Tables { get; } = (
        from rows in Gen.OneOf(Gen.Choose(0, 300), Gen.Elements(BlockRows - 1, BlockRows, BlockRows + 1, 3 * BlockRows + 5))
        from seed in Gen.Choose(0, int.MaxValue)
        from wild in Gen.Elements(true, false)
        select new RandomTables(rows, seed, wild)).ToArbitrary();

    private string TablesPath => _folder.File("runs/test/index.tables");

    private static async Task AssertCorruptAsync(VideoIndex stored, string message)
    {
        var exception = await Assert.ThrowsAsync<CorruptResultException>(async () => await stored.EnsureAllLoadedAsync(default));
        Assert.Contains("index.tables", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private async Task<VideoIndex> WrittenAsync(VideoIndex index)
    {
        await StoredIndex.WriteAsync(_store, s_keys, new IndexFile(index, default, 0), default);
        return (await StoredIndex.OpenAsync(_store, s_keys, default)).Index;
    }

    private async Task<VideoIndex> WrittenAndReadAsync(VideoIndex index)
    {
        var read = await WrittenAsync(index);
        await read.EnsureAllLoadedAsync(default);
        return read;
    }

    private static bool Same(VideoIndex a, VideoIndex b) =>
        a.Samples.Offset.SequenceEqual(b.Samples.Offset) && a.Samples.Size.SequenceEqual(b.Samples.Size)
        && a.Samples.Dts.SequenceEqual(b.Samples.Dts) && a.Samples.Pts.SequenceEqual(b.Samples.Pts)
        && a.Samples.IsKey.SequenceEqual(b.Samples.IsKey)
        && a.Frames!.Sample.SequenceEqual(b.Frames!.Sample) && a.Frames.Pts.SequenceEqual(b.Frames.Pts);

    private static VideoIndex Video(SampleTable samples, FrameTable? frames) => new()
    {
        Source = new SourceIdentity("test", 1, null),
        Video = new VideoProperties
        {
            Container = "mov", Codec = "h264", Stream = 0, Width = 16, Height = 16, Rotation = 0, TimeBase = new TimeBase(1, 100),
        },
        Samples = samples,
        Frames = frames,
    };

    /// <summary>
    /// Tables of random values: either similar to those of videos, or (<paramref name="Wild"/>) arbitrary, including missing time
    /// stamps.
    /// </summary>
    private sealed record RandomTables(int Rows, int Seed, bool Wild)
    {
        public VideoIndex ToIndex()
        {
            var random = new Random(Seed);
            var samples = new SampleTable
            {
                Offset = Longs(random, 1000),
                Size = Ints(random, 5000),
                Dts = Longs(random, 512),
                Pts = Longs(random, 512),
                IsKey = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(24) == 0)],
            };
            return Video(samples, new FrameTable { Sample = Ints(random, Rows), Pts = Longs(random, 512) });
        }

        private long[] Longs(Random random, int step) => [.. Enumerable.Range(0, Rows).Select(row => !Wild
            ? row * (long)step + random.Next(3)
            : random.Next(3) switch
            {
                0 => random.Next(2) == 0 ? long.MinValue : long.MaxValue,
                1 => random.NextInt64(long.MinValue, long.MaxValue),
                _ => random.Next(-5, 5),
            })];

        private int[] Ints(Random random, int below) =>
            [.. Enumerable.Range(0, Rows).Select(
                _ => Wild ? random.Next(int.MinValue, int.MaxValue) : random.Next(below + 1))];
    }
}
