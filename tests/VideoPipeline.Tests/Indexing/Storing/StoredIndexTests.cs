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
    public void Open_OfAnyIndexThatWasWritten_GivesItBack() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables, table =>
        {
            var index = table.ToIndex();
            var read = WrittenAndReadAsync(index).GetAwaiter().GetResult();
            return Same(index, read) && index with { Samples = read.Samples, Frames = read.Frames } == read;
        }));

    [Fact]
    public async Task Open_OfAnIndexWithoutFrames_HasNone()
    {
        var read = await WrittenAndReadAsync(new RandomTables(10, 1, Wild: false).ToIndex() with { Frames = null, UnsplittableReason = "a test" });
        Assert.Null(read.Frames);
        Assert.Equal(("a test", 10), (read.UnsplittableReason, read.Samples.Count));
    }

    [Fact]
    public void Rows_NotAskedFor_CannotBeLookedAt() =>
        Assert.Throws<InvalidOperationException>(() => new PagedColumn<int>(10, pageBits: 2)[3]);

    [Fact]
    public async Task DecodeSpan_OfAPartOfALongVideo_IsThatOfTheWholeIndex()
    {
        var (samples, frames) = Timelines.Of([.. Enumerable.Range(0, 3000).Select(i => new Timelines.Gop(1 + (i % 7), 2, i % 3 == 0))]);
        var index = Video(samples, frames);
        foreach (var start in new[] { 0, 5, 4090, 4096, 8191, frames.Count - 9 })
        {
            var range = new FrameRange(start, start + 9);
            var part = await WrittenAsync(index);
            var span = await DecodeSpan.ReadAsync(part.Samples, part.Frames!, range, default);
            Assert.Equal(DecodeSpan.For(samples, frames, range), span);
            Assert.Equal(samples.Pts[span.First..(span.Last + 1)], part.Samples.Pts[span.First..(span.Last + 1)]);
        }
    }

    [Fact]
    public async Task Require_OneGopOfTenHours_ReadsTheBlocksThatHoldIt()
    {
        var (samples, frames) = Timelines.Of([.. Enumerable.Repeat(new Timelines.Gop(24, 2, false), 36_000)]);
        var part = await WrittenAsync(Video(samples, frames));
        _store.Forget();
        await DecodeSpan.ReadAsync(part.Samples, part.Frames!, new FrameRange(480_000, 480_024), default);
        await DecodeSpan.ReadAsync(part.Samples, part.Frames!, new FrameRange(480_024, 480_048), default);
        Assert.InRange(_store.BytesRead[s_keys.IndexTables], 1, 8 * BlockRows); // one block of each table, once
    }

    [Fact]
    public async Task Reordered_OfAPartInDecodeOrder_IsThatOfTheWhole()
    {
        var (samples, frames) = Timelines.Of([.. Enumerable.Repeat(new Timelines.Gop(1, 0, false), 5000), new Timelines.Gop(9, 2, false)]);
        var part = await WrittenAsync(Video(samples, frames));
        Assert.True(part.Samples.IsReordered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(-1)]
    public async Task Require_OfADamagedBlock_SaysToRunAgain(int at)
    {
        var part = await WrittenAsync(new RandomTables(6000, 7, Wild: false).ToIndex());
        var bytes = File.ReadAllBytes(TablesPath);
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x40;
        File.WriteAllBytes(TablesPath, bytes);
        var error = await Assert.ThrowsAsync<CorruptResultException>(async () => await part.EnsureAllLoadedAsync(default));
        Assert.Contains("index.tables is damaged in block", error.Message);
        Assert.Contains("Run again", error.Message);
    }

    [Fact]
    public async Task Require_OfTablesCutOff_SaysToRunAgain()
    {
        var part = await WrittenAsync(new RandomTables(6000, 7, Wild: false).ToIndex());
        File.WriteAllBytes(TablesPath, File.ReadAllBytes(TablesPath)[..^1]);
        await Assert.ThrowsAsync<CorruptResultException>(async () => await part.EnsureAllLoadedAsync(default));
    }

    [Fact]
    public async Task Require_OfTablesThatAreGone_SaysToRunAgain()
    {
        var part = await WrittenAsync(new RandomTables(10, 7, Wild: false).ToIndex());
        File.Delete(TablesPath);
        await Assert.ThrowsAsync<CorruptResultException>(async () => await part.EnsureAllLoadedAsync(default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"index\":")]
    [InlineData("{\"index\":{\"source\":{\"uri\":\"a\",\"length\":1}}}")]
    public async Task Open_OfNoIndex_SaysToRunAgain(string? content)
    {
        if (content is not null) await _store.PutBytesAsync(s_keys.Index, System.Text.Encoding.UTF8.GetBytes(content), default);
        await Assert.ThrowsAsync<CorruptResultException>(() => StoredIndex.OpenAsync(_store, s_keys, default));
    }

    private static Arbitrary<RandomTables> Tables { get; } = (
        from rows in Gen.OneOf(Gen.Choose(0, 300), Gen.Elements(BlockRows - 1, BlockRows, BlockRows + 1, 3 * BlockRows + 5))
        from seed in Gen.Choose(0, int.MaxValue)
        from wild in Gen.Elements(true, false)
        select new RandomTables(rows, seed, wild)).ToArbitrary();

    private string TablesPath => _folder.File("runs/test/index.tables");

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

    /// <summary>Tables of random numbers: like those of videos, or any that fit, such as time stamps that are not there.</summary>
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
            [.. Enumerable.Range(0, Rows).Select(_ => Wild ? random.Next(int.MinValue, int.MaxValue) : random.Next(below + 1))];
    }
}
