using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Selected;

/// <summary>Law 1 for picked frames: whatever else is left out, each is the picture of the sequential decode.</summary>
public sealed class SelectedFrameDecoderTests
{
    private const int Picks = 6;

    // Without av1.frag.mp4, whose index proves no frames.
    public static TheoryData<string> Names => [.. NumberedVideo.All
        .Where(video => video.Container is "mp4" or "mov" or "frag.mp4" or "mkv" or "webm").Select(video => video.Name).Except(["av1.frag.mp4"])];

    public static TheoryData<string, int> MostFrames => new()
    {
        // Of 150 frames, every third, in GOPs of 25 whose B-frames nothing refers to.
        { "h264-closed.mp4", 100 },
        { "mpeg2-closed.mp4", 85 },
        { "mpeg4.mp4", 85 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DecodeAsync_AnyPicks_AreThePicturesOfTheSequentialDecode(string name)
    {
        var file = await NumberedVideo.Named(name).FileAsync();
        var whole = await SequentialDecode.FramesAsync(file);
        var (source, index) = await OpenAsync(file);
        await using var _ = source;
        var picks = Gen.Choose(0, whole.Count - 1).NonEmptyListOf().Select(numbers => numbers.Distinct().Order().ToArray());
        Prop.ForAll(picks.ToArbitrary(), numbers =>
        {
            var frames = DecodeAsync(source, index, numbers).GetAwaiter().GetResult().Frames;
            return frames.Select(frame => frame.Number).SequenceEqual(numbers.Select(number => (long)number))
                && frames.All(frame => whole[(int)frame.Number] == new DecodedFrame(frame.Pts, frame.Md5));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Picks));
    }

    [Theory]
    [MemberData(nameof(MostFrames))]
    public async Task DecodeAsync_EveryThirdFrame_LeavesOutWhatNothingDependsOn(string name, int most)
    {
        var (source, index) = await OpenAsync(await NumberedVideo.Named(name).FileAsync());
        await using var _ = source;
        var (_, decoder) = await DecodeAsync(source, index, [.. Enumerable.Range(0, 50).Select(n => 3 * n)]);
        Assert.InRange(decoder.FramesDecoded, 50, most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task DecodeAsync_BFramesWithoutTimesOfTheirOwn_AreNotTakenInTheOrderStored(int number)
    {
        using var folder = new VideoPipeline.Testing.TemporaryFolder();
        var file = folder.File("no-order.mp4");
        // A time base of a second leaves no room for an order: every sample is shown, the header says, when it is decoded.
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1", "-c:v", "libx264", "-bf", "2", "-b_strategy", "0", "-video_track_timescale", "1", file);
        var (source, index) = await OpenAsync(file);
        await using var _ = source;

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(() => DecodeAsync(source, index, [number]));

        Assert.Contains("order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecodeAsync_FrameAfterAKeyFrame_DecodesAFew()
    {
        var (source, index) = await OpenAsync(await NumberedVideo.Named("h264-closed.mp4").FileAsync());
        await using var _ = source;
        var (frames, decoder) = await DecodeAsync(source, index, [76]);
        Assert.Equal(76, Assert.Single(frames).Number);
        Assert.InRange(decoder.FramesDecoded, 1, 4);
    }

    private static async Task<(IVideoSource Source, VideoIndex Index)> OpenAsync(string file)
    {
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var source = FileSource.Open(file);
        return (source, await Indexer.ReadAsync(source, folder.Path, default));
    }

    private static async Task<(List<(long Number, long Pts, string Md5)> Frames, SelectedFrameDecoder Decoder)> DecodeAsync(
        IVideoSource source, VideoIndex index, int[] numbers)
    {
        var decoder = new SelectedFrameDecoder(source, index, new DecodeSettings([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 2));
        var picked = FrameSet.Of(numbers.Select(number => (long)number));
        var frames = new List<(long, long, string)>();
        await foreach (var frame in decoder.DecodeAsync(picked, unpickedFrom: 0))
            frames.Add((frame.Number, frame.Pts, Convert.ToHexStringLower(MD5.HashData(frame.Frame.Pictures[0].Span))));
        return (frames, decoder);
    }
}
