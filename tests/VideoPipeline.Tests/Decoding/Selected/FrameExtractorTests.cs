using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Selection;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Selected;

public sealed class FrameExtractorTests
{
    [Theory]
    [InlineData("h264-open.mp4")] // from slices
    [InlineData("h264-pyramid.ts")] // from packets
    [InlineData("mpeg4.avi")] // as a whole
    public async Task Pick_NumbersAndTimes_GivesTheFramesWithThoseNumbers(string video)
    {
        var taken = await PickAsync(video, FrameSelection.List("140,3,26,25,0,0.5s"), index => index, processors: 1);
        var half = video.StartsWith("h264-pyramid", StringComparison.Ordinal) ? 14 : 12; // 29.97 and 25 frames/s
        Assert.Equal([0, 3, half, 25, 26, 140], taken.Numbers);
        Assert.Equal(taken.Numbers, taken.Shown);
    }

    [Fact]
    public async Task Pick_ByTwoDecodersAtOnce_GivesEachFrameItsPlace()
    {
        var taken = await PickAsync("h264-closed.mp4", FrameSelection.Every(9), index => index, processors: 2);
        Assert.Equal(Enumerable.Range(0, 17).Select(n => 9 * n), taken.Numbers);
        Assert.Equal(taken.Numbers, taken.Shown);
    }

    [Fact]
    public async Task Pick_FromAnIndexThatProvesWrong_StartsOverWithTheWholeVideo()
    {
        // The index takes two samples for one, which only the sample tells.
        var taken = await PickAsync("h264-closed.mp4", FrameSelection.FromRange("20:50"), WithoutSampleAfter(30));
        Assert.Equal(1, taken.Starts);
        Assert.Equal(Enumerable.Range(20, 30), taken.Numbers);
        Assert.Equal(taken.Numbers, taken.Shown);
    }

    [Fact]
    public async Task Pick_BeyondTheEndOfAVideoWithoutFrameTable_IsInvalidInput()
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => PickAsync("mpeg4.avi", FrameSelection.FromRange("0:151"), index => index));
        Assert.Contains("150 frames (0 to 149)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Taken> PickAsync(string video, FrameSelection picks, Func<VideoIndex, VideoIndex> change, int processors = 1)
    {
        using var folder = new VideoPipeline.Native.WorkingFolder();
        await using var source = await new VideoSources().OpenAsync(await NumberedVideo.Named(video).FileAsync(), null, CancellationToken.None);
        var index = await Indexer.ReadAsync(source, folder.Path, CancellationToken.None);
        var taken = new Taken();
        await new FrameExtractor(source, change(index), processors).ExtractAsync(picks, taken, CancellationToken.None);
        return taken;
    }

    private static Func<VideoIndex, VideoIndex> WithoutSampleAfter(int row) => index =>
    {
        var samples = index.Samples;
        return index with
        {
            Samples = new SampleTable
            {
                Offset = Others(samples.Offset.ToArray()),
                Size = Others([.. samples.Size.ToArray().Select((size, i) => i == row ? size + samples.Size[row + 1] : size)]),
                Dts = Others(samples.Dts.ToArray()),
                Pts = Others(samples.Pts.ToArray()),
                IsKey = Others(samples.IsKey.ToArray()),
            },
            Frames = new FrameTable
            {
                Pts = [.. index.Frames!.Pts.ToArray().Where((_, i) => index.Frames.Sample[i] != row + 1)],
                Sample = [.. index.Frames.Sample.ToArray().Where(sample => sample != row + 1).Select(sample => sample > row ? sample - 1 : sample)],
            },
        };

        T[] Others<T>(T[] column) => [.. column.Where((_, i) => i != row + 1)];
    };

    /// <summary>What came: the numbers it came under, and those read off the pictures.</summary>
    private sealed class Taken : IFrameSink
    {
        private readonly SortedList<long, (int Number, int Shown)> _frames = [];

        public IEnumerable<int> Numbers => _frames.Values.Select(frame => frame.Number);

        public IEnumerable<int> Shown => _frames.Values.Select(frame => frame.Shown);

        public int Starts { get; private set; }

        public void Add(long place, VideoPipeline.Decoding.NumberedFrame frame)
        {
            var picture = frame.Frame.Pictures[0];
            var shown = VideoPipeline.Testing.NumberedFrame.ReadNumber(picture.Span, picture.Width, picture.Height);
            lock (_frames) _frames.Add(place, ((int)frame.Number, shown));
        }

        public void Restart()
        {
            Starts++;
            _frames.Clear();
        }
    }
}
