using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Selected;

/// <summary>Checks that selected frames equal those of a sequential decode, whichever samples are skipped.</summary>
public sealed class SelectedFrameDecoderTests
{
    private const int MaxTests = 6;

    // Except av1.frag.mp4, whose index has no frame table.
    public static TheoryData<string> Names => [.. NumberedVideo.All
        .Where(video => video.Container is "mp4" or "mov" or "frag.mp4" or "mkv" or "webm")
        .Select(video => video.Name).Except(["av1.frag.mp4"])];

    public static TheoryData<string, int> MaxDecodedFrames => new()
    {
        // Every third of 150 frames, in GOPs of 24 with non-reference B-frames.
        { "h264-closed.mp4", 100 },
        { "mpeg2-closed.mp4", 85 },
        { "mpeg4.mp4", 85 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DecodeAsync_AnySelection_EqualsSequentialDecode(string name)
    {
        var file = await NumberedVideo.GetByName(name).FileAsync();
        var whole = await SequentialDecode.FramesAsync(file);
        var (source, index) = await OpenAsync(file);
        await using var _ = source;
        var selections = Gen.Choose(0, whole.Count - 1).NonEmptyListOf().Select(numbers => numbers.Distinct().Order().ToArray());
        Prop.ForAll(selections.ToArbitrary(), numbers =>
        {
            var frames = DecodeAsync(source, index, numbers).GetAwaiter().GetResult().Frames;
            return frames.Select(frame => frame.Number).SequenceEqual(numbers.Select(number => (long)number))
                && frames.All(frame => whole[(int)frame.Number] == new DecodedFrame(frame.Pts, frame.Md5));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(MaxTests));
    }

    [Theory]
    [MemberData(nameof(MaxDecodedFrames))]
    public async Task DecodeAsync_EveryThirdFrame_SkipsDisposableSamples(string name, int max)
    {
        var (source, index) = await OpenAsync(await NumberedVideo.GetByName(name).FileAsync());
        await using var _ = source;
        var (_, decoder) = await DecodeAsync(source, index, [.. Enumerable.Range(0, 50).Select(n => 3 * n)]);
        Assert.InRange(decoder.FramesDecoded, 50, max);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task DecodeAsync_BFramesWithTimeStampsInDecodeOrder_ThrowsUnsplittable(int number)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("no-order.mp4");
        // A time base of one second is too coarse for reordering: the PTS of every sample equals its DTS.
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1", "-c:v", "libx264", "-bf", "2", "-b_strategy", "0",
            "-video_track_timescale", "1", file);
        var (source, index) = await OpenAsync(file);
        await using var _ = source;

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(() => DecodeAsync(source, index, [number]));

        Assert.Contains("order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecodeAsync_FrameAfterKeyFrame_DecodesFewFrames()
    {
        var (source, index) = await OpenAsync(await NumberedVideo.GetByName("h264-closed.mp4").FileAsync());
        await using var _ = source;
        var (frames, decoder) = await DecodeAsync(source, index, [76]);
        Assert.Equal(76, Assert.Single(frames).Number);
        Assert.InRange(decoder.FramesDecoded, 1, 4);
    }

    private static async Task<(IVideoSource Source, VideoIndex Index)> OpenAsync(string file)
    {
        using var folder = new WorkingFolder();
        var source = FileSource.Open(file);
        return (source, await Indexer.ReadAsync(source, folder.Path, default));
    }

    private static async Task<(List<(long Number, long Pts, string Md5)> Frames, SelectedFrameDecoder Decoder)> DecodeAsync(
        IVideoSource source, VideoIndex index, int[] numbers)
    {
        var settings = new DecodeSettings([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 2);
        var decoder = new SelectedFrameDecoder(source, index, settings);
        var selected = FrameSet.Of(numbers.Select(number => (long)number));
        var frames = new List<(long, long, string)>();
        await foreach (var frame in decoder.DecodeAsync(selected, skippedFrom: 0))
            frames.Add((frame.Number, frame.Pts, CollectedFrames.Checksum(frame).Md5));
        return (frames, decoder);
    }
}
