using System.Security.Cryptography;
using VideoPipeline.Decoding;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Files;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;
using NumberedFrame = VideoPipeline.Testing.NumberedFrame;

namespace VideoPipeline.Tests.Decoding;

/// <summary>Laws 1 and 2 on real files: a frame is the same picture however the video is cut.</summary>
public sealed class RangeDecoderTests
{
    public static TheoryData<string> NumberedNames => [.. NumberedVideo.All.Select(video => video.Name)];

    public static TheoryData<string> SharedNames =>
        Repository.SharedData is { } folder
            ? [.. Directory.GetFiles(Path.Combine(folder, "videos")).Select(file => Path.GetFileName(file)).Where(IsShort)]
            : ["none"];

    [Theory]
    [MemberData(nameof(NumberedNames))]
    public async Task DecodeAsync_NumberedVideoInShortRanges_EveryFrameCarriesItsNumber(string name)
    {
        var video = NumberedVideo.Named(name);
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
    public async Task DecodeAsync_NumberedVideoInRanges_IsTheSequentialDecode(string name) =>
        await AssertIsSequentialAsync(await NumberedVideo.Named(name).FileAsync(), framesPerRange: 40);

    [SharedDataTheory]
    [MemberData(nameof(SharedNames))]
    public async Task DecodeAsync_RealVideoInRanges_IsTheSequentialDecode(string name) =>
        await AssertIsSequentialAsync(Path.Combine(Repository.SharedData!, "videos", name), framesPerRange: 50);

    [Theory]
    [InlineData("h264-editlist.mp4")]
    [InlineData("hevc-open.frag.mp4")]
    [InlineData("h264-pyramid.mkv")]
    [InlineData("vp9.webm")]
    [InlineData("mpeg2-open.ts")]
    [InlineData("h264-open.ts")]
    public async Task DecodeAsync_IndexReadInParts_EveryFrameCarriesItsNumber(string name)
    {
        var video = NumberedVideo.Named(name);
        await using var source = FileSource.Open(await video.FileAsync());
        using var folder = new VideoPipeline.Testing.TemporaryFolder();
        var store = FolderStore.Open(folder.Root, TimeProvider.System);
        var keys = new RunKeys("parts");
        var index = await Indexer.ReadAsync(source, folder.Root, default);
        await StoredIndex.WriteAsync(store, keys, new IndexFile(index, default, 0), blockBits: 1, default);
        var numbers = new List<int>();
        int[] starts = [0, 30, 77, video.Numbers.Count - 11];
        foreach (var start in starts)
        {
            var part = (await StoredIndex.OpenAsync(store, keys, default)).Index;
            await foreach (var frame in new RangeDecoder(source, part, Settings(index)).DecodeAsync(new FrameRange(start, start + 11)))
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
    public async Task DecodeAsync_RangeInsideOfGops_OnlyItsFrames(string name)
    {
        var file = await NumberedVideo.Named(name).FileAsync();
        await using var source = FileSource.Open(file);
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var numbers = new List<long>();
        await foreach (var frame in new RangeDecoder(source, index, Settings(index)).DecodeAsync(new FrameRange(31, 77)))
            if (frame.Number is >= 31 and < 77) numbers.Add(frame.Number);
        Assert.Equal(Enumerable.Range(31, 46).Select(number => (long)number), numbers);
    }

    // Clocks of 33 bits wrap round after a day: ffmpeg counts what lies before from below zero.
    [Fact]
    public async Task DecodeAsync_TimeStampsBelowZero_AreTheSequentialDecodes()
    {
        using var folder = new VideoPipeline.Testing.TemporaryFolder();
        var file = folder.File("wraps.mpg");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=160x96:d=2", "-c:v", "mpeg2video", "-output_ts_offset", "95442.5", file);
        Assert.InRange((await SequentialDecode.FramesAsync(file))[0].Pts, long.MinValue, -1);
        await AssertIsSequentialAsync(file, framesPerRange: 10);
    }

    [Fact]
    public async Task DecodeAsync_InterlacedMpeg4_IsTheSameForAnyNumberOfThreads()
    {
        using var folder = new VideoPipeline.Testing.TemporaryFolder();
        var file = folder.File("interlaced.mp4");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=160x96:d=2", "-c:v", "mpeg4", "-flags", "+ilme+ildct", "-g", "10", "-bf", "2", file);
        Assert.Equal(await Md5Async(file, threads: 1), await Md5Async(file, threads: 3));
    }

    // FFMpegCore's own pipe would lose the tail here: ffmpeg has ended long before the last frames are taken.
    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("vp8.webm")]
    public async Task DecodeAsync_ConsumerSlowerThanTheDecoder_LosesNothing(string name)
    {
        var video = NumberedVideo.Named(name);
        await using var source = FileSource.Open(await video.FileAsync());
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var numbers = new List<long>();
        await foreach (var frame in new RangeDecoder(source, index, Settings(index)).DecodeAsync(new FrameRange(0, index.Frames?.Count ?? 0)))
        {
            await Task.Delay(10);
            numbers.Add(frame.Number);
        }
        Assert.Equal(Enumerable.Range(0, video.Numbers.Count).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task DecodeAsync_ConsumerLeavesEarly_NothingIsLeftBehind()
    {
        await using var source = FileSource.Open(await NumberedVideo.Named("h264-closed.mp4").FileAsync());
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoder = new RangeDecoder(source, index, Settings(index));
        await foreach (var frame in decoder.DecodeAsync(new FrameRange(0, 150)))
            if (frame.Number == 3) break;
        Assert.InRange(decoder.FramesDecoded, 4, 4);
    }

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("vp9.mp4")]
    public async Task DecodeAsync_DamagedSamples_WholeDecodeCountsWhatIsMissing(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedVideo.Named(name).FileAsync());
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(bytes), folder.Path, default);
        // All of the second GOP becomes noise.
        var range = new FrameRange(24, 48);
        var span = DecodeSpan.For(index.Samples, index.Frames!, range);
        for (var sample = span.First; sample <= span.Last; sample++)
            bytes.AsSpan((int)index.Samples.Offset[sample], index.Samples.Size[sample]).Fill(0xFF);

        await Assert.ThrowsAsync<UnsplittableVideoException>(() => CountAsync(new RangeDecoder(new MemorySource(bytes), index, Settings(index)), range));
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
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoded = new List<string>();
        await foreach (var frame in new RangeDecoder(source, index, Settings(index) with { Threads = threads }).DecodeAsync(range: null))
            decoded.Add(Md5(frame));
        return decoded;
    }

    private static string Md5(VideoPipeline.Decoding.NumberedFrame frame) =>
        Convert.ToHexStringLower(MD5.HashData(frame.Frame.Pictures[0].Span));

    private static async Task AssertIsSequentialAsync(string file, int framesPerRange)
    {
        var decoded = new List<DecodedFrame>();
        await DecodeInRangesAsync(file, framesPerRange, frame => decoded.Add(new DecodedFrame(frame.Pts, Md5(frame))));
        Assert.Equal(await SequentialDecode.FramesAsync(file), decoded);
    }

    private static async Task DecodeInRangesAsync(string file, int framesPerRange, Action<VideoPipeline.Decoding.NumberedFrame> take)
    {
        await using var source = FileSource.Open(file);
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var next = 0L;
        foreach (var range in Planner.Make(index, workers: 1, sharedProcessors: 1, framesPerRange, whole: null).Ranges)
        {
            var decoder = new RangeDecoder(source, index, Settings(index));
            await foreach (var frame in decoder.DecodeAsync(range.End is { } end ? new FrameRange(range.Start, end) : null))
            {
                Assert.Equal(next++, frame.Number);
                take(frame);
            }
            Assert.Empty(decoder.Missing);
        }
    }

    private static DecodeSettings Settings(VideoIndex index) => new([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 1);

    // The films are decoded by the end-to-end tests; here they would only take long.
    private static bool IsShort(string name) => !name.StartsWith("agent327", StringComparison.Ordinal);
}
