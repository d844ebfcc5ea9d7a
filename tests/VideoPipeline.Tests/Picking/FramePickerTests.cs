using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Picking;
using VideoPipeline.Sources;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Picking;

public sealed class FramePickerTests
{
    [Theory]
    [InlineData("h264-open.mp4")] // from slices
    [InlineData("h264-pyramid.ts")] // from packets
    [InlineData("mpeg4.avi")] // as a whole
    public async Task Pick_NumbersAndTimes_GivesTheFramesWithThoseNumbers(string video)
    {
        var taken = await PickAsync(video, FramePicks.List("140,3,26,25,0,0.5s"), index => index);
        var half = video.StartsWith("h264-pyramid", StringComparison.Ordinal) ? 14 : 12; // 29.97 and 25 frames/s
        Assert.Equal([0, 3, half, 25, 26, 140], taken.Numbers);
        Assert.Equal(taken.Numbers, taken.Shown);
    }

    [Fact]
    public async Task Pick_FromAnIndexThatProvesWrong_StartsOverWithTheWholeVideo()
    {
        // The index misses frame 30, so the number of each later frame is one too low.
        var taken = await PickAsync("h264-closed.mp4", FramePicks.Slice("20:50"), Without(30));
        Assert.Equal(1, taken.Starts);
        Assert.Equal(Enumerable.Range(20, 30), taken.Numbers);
        Assert.Equal(taken.Numbers, taken.Shown);
    }

    [Fact]
    public async Task Pick_BeyondTheEndOfAVideoWithoutFrameTable_IsInvalidInput()
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => PickAsync("mpeg4.avi", FramePicks.Slice("0:151"), index => index));
        Assert.Contains("150 frames (0 to 149)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Taken> PickAsync(string video, FramePicks picks, Func<VideoIndex, VideoIndex> change)
    {
        using var folder = new WorkFolder();
        await using var source = await new VideoSources().OpenAsync(await NumberedVideo.Named(video).FileAsync(), null, CancellationToken.None);
        var index = await Indexer.ReadAsync(source, folder.Path, CancellationToken.None);
        var taken = new Taken();
        await new FramePicker(source, change(index), threads: 1).PickAsync(picks, taken, CancellationToken.None);
        return taken;
    }

    private static Func<VideoIndex, VideoIndex> Without(int frame) => index => index with
    {
        Frames = new FrameTable
        {
            Pts = [.. index.Frames!.Pts.Where((_, i) => i != frame)],
            Sample = [.. index.Frames.Sample.Where((_, i) => i != frame)],
        },
    };

    /// <summary>What came: the numbers it came under, and those read off the pictures.</summary>
    private sealed class Taken : IFrameOutput
    {
        public List<int> Numbers { get; } = [];

        public List<int> Shown { get; } = [];

        public int Starts { get; private set; }

        public void Add(VideoPipeline.Decoding.NumberedFrame frame)
        {
            var picture = frame.Frame.Pictures[0];
            Numbers.Add((int)frame.Number);
            Shown.Add(VideoPipeline.Testing.NumberedFrame.ReadNumber(picture.Span, picture.Width, picture.Height));
        }

        public void StartOver()
        {
            Starts++;
            Numbers.Clear();
            Shown.Clear();
        }
    }
}
