using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public class SegmentTests
{
    private static readonly RunContent[] s_runs =
    [
        new SyntheticRun("a", SyntheticImages.Create(1, 160, 120), SyntheticImages.Create(2, 160, 120)).Content,
        new SyntheticRun("b", SyntheticImages.Create(3, 160, 120)).Content,
        new SyntheticRun("c", SyntheticImages.Create(4, 160, 120)).Content,
        new SyntheticRun("d", SyntheticImages.Create(5, 160, 120)).Content with { Fingerprints = null },
    ];

    /// <summary>The bytes of a merged segment depend on its runs only.</summary>
    [Fact]
    public void Merge_AnyGroupingAndOrder_SameBytes() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new System.Random(seed);
            List<byte[]> segments = [.. s_runs.Select(run => Bytes(run))];
            while (segments.Count > 1)
            {
                random.Shuffle(CollectionsMarshal.AsSpan(segments));
                var count = random.Next(2, segments.Count + 1);
                segments = [.. segments.Skip(count), MergeAsync([.. segments.Take(count)]).Result];
            }
            return segments[0].AsSpan().SequenceEqual(MergeAsync([.. s_runs.Select(run => Bytes(run))]).Result);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Merge_RunInTwoSegments_KeepsLastIndexed()
    {
        var old = Bytes(s_runs[1] with { Video = "old.mp4" }, minute: 1);
        var renewed = Bytes(s_runs[1], minute: 2);
        Assert.Equal(
            await MergeAsync([Bytes(s_runs[0]), renewed]),
            await MergeAsync([renewed, await MergeAsync([Bytes(s_runs[0]), old])]));
    }

    [Fact]
    public async Task Merge_ExcludedRun_IsRemovedCompletely()
    {
        var all = await MergeAsync([.. s_runs.Select(run => Bytes(run))]);
        Assert.Equal(
            await MergeAsync([Bytes(s_runs[0]), Bytes(s_runs[2]), Bytes(s_runs[3])]), await MergeAsync([all], run => run != "b"));
    }

    [Fact]
    public async Task Read_MergedSegment_HasAllFramesAndPostings()
    {
        var segment = await OpenAsync(await MergeAsync([.. s_runs.Reverse().Select(run => Bytes(run))]));
        Assert.Equal(["a", "b", "c", "d"], segment.Footer.Runs.Select(run => run.Run));
        for (var run = 0; run < s_runs.Length; run++)
        {
            var frames = await segment.ReadFramesAsync(run, default);
            Assert.Equal(s_runs[run].Frame, frames.Number.Select(number => (long)number));
            Assert.Equal(s_runs[run].Hashes, frames.Hashes);
        }
        Keypoints[] pictures = [.. s_runs.SelectMany(run => run.Fingerprints?.Frames ?? []).Select(frame => frame.Keypoints)];
        Assert.Equal(pictures.Select(picture => picture.Count), segment.Footer.Pictures.Keypoints);
        Assert.Equal(
            PostingLists.Of(pictures).SelectMany(list => list.List.Select(posting => (list.Word, posting))),
            await PostingsAsync(segment));
    }

    [Fact]
    public async Task Read_ListLongerThanABlock_HasAllPostings()
    {
        var stream = new MemoryStream();
        var writer = new SegmentWriter(stream);
        var random = new System.Random(1);
        (ushort Word, Posting[] List)[] lists = [.. ((int[])[3, 3 * PostingBlock.MaxRows, 1, PostingBlock.MinRows, 5])
            .Select((count, i) => ((ushort)(i * 16000), Enumerable.Range(0, count)
                .Select(row => new Posting(row / 100, (ulong)random.NextInt64(), (byte)random.Next(256))).ToArray()))];
        var numbers = new uint[200];
        writer.AddFrames(FrameBlock.Encode([0], [default]));
        foreach (var (word, list) in lists) writer.AddPostings(word, list);
        writer.Complete(
            [new IndexedRun("run", "run.mp4", "run", 1, 1, 1, numbers.Length, default)],
            new IndexedPictures(new int[200], numbers, numbers, new int[200]));
        Assert.Equal(
            lists.SelectMany(list => list.List.Select(posting => (list.Word, posting))),
            await PostingsAsync(await OpenAsync(stream.ToArray())));
    }

    [Fact]
    public void PostingBlock_Encode_RoundTrips() => Prop.ForAll(
        Gen.Choose(0, 400).Select(row => row / 3).ArrayOf().Select(pictures => pictures.Order().ToArray()).ToArbitrary(),
        pictures =>
        {
            Posting[] postings =
                [.. pictures.Select((picture, i) => new Posting(picture, (ulong)i * 0x9E3779B97F4A7C15, (byte)i))];
            (ushort, int)[] lists = postings.Length == 0 ? [] : [((ushort)7, postings.Length)];
            var block = PostingBlock.Parse(PostingBlock.Encode(lists, postings), 200);
            Assert.Equal(lists, block.Lists);
            Assert.Equal(pictures, block.Pictures);
            Assert.Equal(postings.Select(posting => posting.Signature), block.Signatures.ToArray());
            Assert.Equal(postings.Select(posting => posting.Pose), block.Poses.ToArray());
        }).QuickCheckThrowOnFailure();

    /// <summary>A change of any byte is found before a wrong result is given.</summary>
    [Fact]
    public async Task Read_AnyByteChanged_ThrowsCorruptResultOrIsNotRead()
    {
        var bytes = Bytes(s_runs[0]);
        var expected = await ContentAsync(bytes);
        var random = new System.Random(1);
        for (var i = 0; i < 300; i++)
        {
            var at = i < SegmentWriter.TrailerLength + 8 ? bytes.Length - 1 - i : random.Next(bytes.Length);
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << random.Next(8));
            try
            {
                var content = await ContentAsync(damaged);
                // The first bytes are for people and tools.
                Assert.True(at < SegmentWriter.Magic.Length && expected.SequenceEqual(content), $"{at}");
            }
            catch (CorruptResultException problem)
            {
                Assert.Contains("segment", problem.Message);
            }
        }
    }

    [Fact]
    public async Task Read_Truncated_ThrowsCorruptResult()
    {
        var bytes = Bytes(s_runs[0]);
        foreach (var length in (int[])[0, 1, 20, bytes.Length / 2, bytes.Length - 1])
            await Assert.ThrowsAsync<CorruptResultException>(() => OpenAsync(bytes[..length]));
    }

    [Fact]
    public void BlockSpans_Create_CoverTheBlocksWithinTheLimits() => Prop.ForAll(
        Gen.Choose(1, 3 * BlockSpan.MaxGap).ArrayOf().ToArbitrary(),
        numbers =>
        {
            var blocks = new List<SegmentBlock>();
            foreach (var (gap, length) in numbers.Zip(numbers.Reverse()))
                blocks.Add(new SegmentBlock(blocks.LastOrDefault().End + gap, length, 0));
            var spans = BlockSpan.Create([.. blocks]).ToList();
            Assert.Equal(blocks, spans.SelectMany(span => span.Blocks));
            Assert.All(spans, span =>
            {
                Assert.Equal((span.Offset, span.Offset + span.Length), (span.Blocks[0].Offset, span.Blocks[^1].End));
                Assert.True(span.Length <= BlockSpan.MaxLength || span.Blocks.Count == 1);
                Assert.All(span.Blocks.Zip(span.Blocks.Skip(1)), pair =>
                    Assert.InRange(pair.Second.Offset - pair.First.End, 0, BlockSpan.MaxGap));
            });
        }).QuickCheckThrowOnFailure();

    private static byte[] Bytes(RunContent run, int minute = 0)
    {
        var stream = new MemoryStream();
        SegmentWriter.Write(stream, run, DateTimeOffset.UnixEpoch.AddMinutes(minute));
        return stream.ToArray();
    }

    private static async Task<byte[]> MergeAsync(byte[][] segments, Func<string, bool>? keep = null)
    {
        var readers = await Task.WhenAll(segments.Select(OpenAsync));
        var stream = new MemoryStream();
        await new SegmentMerger(readers, keep ?? (_ => true)).WriteAsync(stream, default);
        return stream.ToArray();
    }

    private static Task<SegmentReader> OpenAsync(byte[] bytes) => SegmentReader.OpenAsync(
        "segment", bytes.Length,
        (offset, length, _) => Task.FromResult<byte[]?>(bytes.Skip((int)offset).Take(length).ToArray()), default);

    private static async Task<List<(ushort Word, Posting Posting)>> PostingsAsync(SegmentReader segment)
    {
        var postings = new List<(ushort, Posting)>();
        var cursor = new PostingCursor(segment);
        await cursor.StartAsync(default);
        int[] numbers = [.. Enumerable.Range(0, segment.Footer.Pictures.Count)];
        while (cursor.Word is { } word)
        {
            var list = new List<Posting>();
            await cursor.TakeAsync(numbers, list, default);
            postings.AddRange(list.Select(posting => (word, posting)));
        }
        return postings;
    }

    private static async Task<List<object>> ContentAsync(byte[] bytes)
    {
        var segment = await OpenAsync(bytes);
        var frames = await segment.ReadFramesAsync(0, default);
        return [.. segment.Footer.Runs, .. frames.Hashes.Cast<object>(), .. (await PostingsAsync(segment)).Cast<object>()];
    }
}
