using VideoPipeline.Decoding;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Files;
using VideoPipeline.Storage;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;
using NumberedFrame = VideoPipeline.Testing.NumberedFrame;

namespace VideoPipeline.Tests.Decoding;

/// <summary>Decodes real files: every frame is the same picture, however the video is split into ranges.</summary>
public sealed class RangeDecoderTests
{
    public static TheoryData<string> NumberedNames => [.. NumberedVideo.All.Select(video => video.Name)];

    public static TheoryData<string> SharedNames =>
        Repository.SharedData is { } folder
            ? [.. Directory.GetFiles(Path.Combine(folder, "videos")).Select(file => Path.GetFileName(file)).Where(IsShort)]
            : ["none"];

    [Theory]
    [MemberData(nameof(NumberedNames))]
    public async Task DecodeAsync_NumberedVideoInShortRanges_EveryFrameShowsItsNumber(string name)
    {
        var video = NumberedVideo.GetByName(name);
        var numbers = new List<int>();
        await DecodeInRangesAsync(await video.FileAsync(), 17, frame =>
        {
            var picture = frame.Frame.Pictures[0];
            numbers.Add(NumberedFrame.ReadNumber(picture.Span, picture.Width, picture.Height));
        });
        Assert.Equal(video.Numbers, numbers);
    }

    [Theory]
    [MemberData(nameof(NumberedNames))]
    public async Task DecodeAsync_NumberedVideoInRanges_EqualsSequentialDecode(string name) =>
        await AssertEqualsSequentialAsync(await NumberedVideo.GetByName(name).FileAsync(), framesPerRange: 40);

    [SharedDataTheory]
    [MemberData(nameof(SharedNames))]
    public async Task DecodeAsync_RealVideoInRanges_EqualsSequentialDecode(string name) =>
        await AssertEqualsSequentialAsync(Path.Combine(Repository.SharedData!, "videos", name), framesPerRange: 50);

    [Theory]
    [InlineData("h264-editlist.mp4")]
    [InlineData("hevc-open.frag.mp4")]
    [InlineData("h264-pyramid.mkv")]
    [InlineData("vp9.webm")]
    [InlineData("mpeg2-open.ts")]
    [InlineData("h264-open.ts")]
    public async Task DecodeAsync_PartlyLoadedIndex_EveryFrameShowsItsNumber(string name)
    {
        var video = NumberedVideo.GetByName(name);
        await using var source = FileSource.Open(await video.FileAsync());
        using var folder = new TemporaryFolder();
        var store = FolderStore.Open(folder.Root, TimeProvider.System);
        var keys = new RunKeys("parts");
        var index = await Indexer.ReadAsync(source, folder.Root, default);
        await StoredIndex.WriteAsync(store, keys, new IndexFile(index, default, 0), blockBits: 1, default);
        var numbers = new List<int>();
        int[] starts = [0, 30, 77, video.Numbers.Count - 11];
        foreach (var start in starts)
        {
            var part = (await StoredIndex.OpenAsync(store, keys, default)).Index;
            var decoder = new RangeDecoder(source, part, Settings(index));
            await foreach (var frame in decoder.DecodeAsync(new FrameRange(start, start + 11)))
            {
                var picture = frame.Frame.Pictures[0];
                numbers.Add(NumberedFrame.ReadNumber(picture.Span, picture.Width, picture.Height));
            }
            Assert.Throws<InvalidOperationException>(() => part.Frames!.Pts.ToArray());
        }
        Assert.Equal(starts.SelectMany(start => video.Numbers.Skip(start).Take(11)), numbers);
    }

    [Theory]
    [InlineData("h264-open.mp4")]
    [InlineData("hevc-open.frag.mp4")]
    [InlineData("mpeg2-open.ts")]
    public async Task DecodeAsync_RangeStartsAndEndsWithinGops_ReturnsExactlyItsFrames(string name)
    {
        var file = await NumberedVideo.GetByName(name).FileAsync();
        await using var source = FileSource.Open(file);
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoder = new RangeDecoder(source, index, Settings(index));
        var decoded = new List<(long Number, DecodedFrame Frame)>();
        await foreach (var frame in decoder.DecodeAsync(new FrameRange(31, 77)))
            decoded.Add((frame.Number, CollectedFrames.Checksum(frame)));

        var whole = await SequentialDecode.FramesAsync(file);
        Assert.Equal(Enumerable.Range(31, 46).Select(number => ((long)number, whole[number])), decoded);
        Assert.Empty(decoder.Missing);
        // The frames from the key frame at 24 to frame 30 were decoded too, but not returned.
        Assert.InRange(decoder.FramesDecoded, decoded.Count + 1, whole.Count - 1);
    }

    // The 33-bit clock of MPEG-PS wraps around after 26.5 hours: ffmpeg gives the frames before that negative time stamps.
    [Fact]
    public async Task DecodeAsync_NegativeTimeStamps_EqualsSequentialDecode()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("wraps.mpg");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=160x96:d=2", "-c:v", "mpeg2video", "-output_ts_offset", "95442.5", file);
        Assert.InRange((await SequentialDecode.FramesAsync(file))[0].Pts, long.MinValue, -1);
        await AssertEqualsSequentialAsync(file, framesPerRange: 10);
    }

    [Fact]
    public async Task DecodeAsync_InterlacedMpeg4_IsTheSameWithAnyNumberOfThreads()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("interlaced.mp4");
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=160x96:d=2",
            "-c:v", "mpeg4", "-flags", "+ilme+ildct", "-g", "10", "-bf", "2", file);
        Assert.Equal(await Md5Async(file, threads: 1), await Md5Async(file, threads: 3));
    }

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("vp9.mp4")]
    public async Task DecodeAsync_DamagedSamples_WholeDecodeReportsMissingFrames(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedVideo.GetByName(name).FileAsync());
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(bytes), folder.Path, default);
        // Overwrites all samples of the second GOP.
        var range = new FrameRange(24, 48);
        var span = DecodeSpan.For(index.Samples, index.Frames!, range);
        for (var sample = span.First; sample <= span.Last; sample++)
            bytes.AsSpan((int)index.Samples.Offset[sample], index.Samples.Size[sample]).Fill(0xFF);

        var part = new RangeDecoder(new MemorySource(bytes), index, Settings(index));
        await Assert.ThrowsAsync<UnsplittableVideoException>(() => CountAsync(part, range));
        var whole = new RangeDecoder(new MemorySource(bytes), index, Settings(index));
        var delivered = await CountAsync(whole, range: null);
        Assert.Equal(150, delivered + whole.Missing.Sum(gap => gap.End - gap.Start));
        Assert.InRange(whole.Missing.Sum(gap => gap.End - gap.Start), 1, 24);
        Assert.All(whole.Missing, gap => Assert.StartsWith("ffmpeg: ", gap.Cause));
    }

    private static async Task<long> CountAsync(RangeDecoder decoder, FrameRange? range)
    {
        var frames = 0L;
        await foreach (var _ in decoder.DecodeAsync(range)) frames++;
        return frames;
    }

    private static async Task<IReadOnlyList<string>> Md5Async(string file, int threads)
    {
        await using var source = FileSource.Open(file);
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoded = new List<string>();
        var decoder = new RangeDecoder(source, index, Settings(index) with { Threads = threads });
        await foreach (var frame in decoder.DecodeAsync(range: null)) decoded.Add(CollectedFrames.Checksum(frame).Md5);
        return decoded;
    }

    private static async Task AssertEqualsSequentialAsync(string file, int framesPerRange)
    {
        var decoded = new List<DecodedFrame>();
        await DecodeInRangesAsync(file, framesPerRange, frame => decoded.Add(CollectedFrames.Checksum(frame)));
        Assert.Equal(await SequentialDecode.FramesAsync(file), decoded);
    }

    private static async Task DecodeInRangesAsync(
        string file, int framesPerRange, Action<VideoPipeline.Decoding.NumberedFrame> receive)
    {
        await using var source = FileSource.Open(file);
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var next = 0L;
        foreach (var range in Planner.Create(index, workers: 1, sharedProcessors: 1, framesPerRange, whole: null).Ranges)
        {
            var decoder = new RangeDecoder(source, index, Settings(index));
            await foreach (var frame in decoder.DecodeAsync(range.End is { } end ? new FrameRange(range.Start, end) : null))
            {
                Assert.Equal(next++, frame.Number);
                receive(frame);
            }
            Assert.Empty(decoder.Missing);
        }
    }

    private static DecodeSettings Settings(VideoIndex index) => new([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 1);

    // The end-to-end tests decode the long films.
    private static bool IsShort(string name) => !name.StartsWith("agent327", StringComparison.Ordinal);
}
