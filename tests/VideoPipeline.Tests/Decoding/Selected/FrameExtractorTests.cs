using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Selection;
using VideoPipeline.Sources;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Selected;

/// <summary>Checks that exactly the selected frames are extracted, from split and from sequentially decoded videos.</summary>
public sealed class FrameExtractorTests
{
    [Theory]
    [InlineData("h264-open.mp4")] // split
    [InlineData("h264-pyramid.ts")] // split, from packets
    [InlineData("mpeg4.avi")] // decoded as a whole
    public async Task ExtractAsync_NumbersAndTimes_ExtractsFramesWithThoseNumbers(string video)
    {
        var extracted = await ExtractAsync(video, FrameSelection.FromList("140,3,26,25,0,0.5s"), index => index, processors: 1);
        var half = video.StartsWith("h264-pyramid", StringComparison.Ordinal) ? 14 : 12; // 29.97 and 25 frames/s
        Assert.Equal([0, 3, half, 25, 26, 140], extracted.Numbers);
        Assert.Equal(extracted.Numbers, extracted.Shown);
    }

    [Fact]
    public async Task ExtractAsync_TwoConcurrentDecoders_PassesEachFrameWithItsPosition()
    {
        var extracted = await ExtractAsync("h264-closed.mp4", FrameSelection.Every(9), index => index, processors: 2);
        Assert.Equal(Enumerable.Range(0, 17).Select(n => 9 * n), extracted.Numbers);
        Assert.Equal(extracted.Numbers, extracted.Shown);
    }

    [Fact]
    public async Task ExtractAsync_WrongIndex_RestartsWithWholeVideo()
    {
        // The index merges two samples into one, which only the sample itself shows.
        var extracted = await ExtractAsync("h264-closed.mp4", FrameSelection.FromRange("20:50"), WithoutSampleAfter(30));
        Assert.Equal(1, extracted.Restarts);
        Assert.Equal(Enumerable.Range(20, 30), extracted.Numbers);
        Assert.Equal(extracted.Numbers, extracted.Shown);
    }

    [Fact]
    public async Task ExtractAsync_BeyondEndWithoutFrameTable_ThrowsInvalidInput()
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => ExtractAsync("mpeg4.avi", FrameSelection.FromRange("0:151"), index => index));
        Assert.Contains("150 frames (0 to 149)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<ExtractedFrames> ExtractAsync(
        string video, FrameSelection selection, Func<VideoIndex, VideoIndex> change, int processors = 1)
    {
        using var folder = new WorkingFolder();
        var file = await NumberedVideo.GetByName(video).FileAsync();
        await using var source = await new VideoSources().OpenAsync(file, null, CancellationToken.None);
        var index = await Indexer.ReadAsync(source, folder.Path, CancellationToken.None);
        var extracted = new ExtractedFrames();
        await new FrameExtractor(source, change(index), processors).ExtractAsync(selection, extracted, CancellationToken.None);
        return extracted;
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
                Sample =
                [
                    .. index.Frames.Sample.ToArray().Where(sample => sample != row + 1)
                        .Select(sample => sample > row ? sample - 1 : sample),
                ],
            },
        };

        T[] Others<T>(T[] column) => [.. column.Where((_, i) => i != row + 1)];
    };

    /// <summary>Collects the extracted frames: their frame numbers, and the numbers that their pictures show.</summary>
    private sealed class ExtractedFrames : IFrameSink
    {
        private readonly SortedList<long, (int Number, int Shown)> _frames = [];

        public IEnumerable<int> Numbers => _frames.Values.Select(frame => frame.Number);

        public IEnumerable<int> Shown => _frames.Values.Select(frame => frame.Shown);

        public int Restarts { get; private set; }

        public void Add(long place, VideoPipeline.Decoding.NumberedFrame frame)
        {
            var picture = frame.Frame.Pictures[0];
            var shown = VideoPipeline.Testing.NumberedFrame.ReadNumber(picture.Span, picture.Width, picture.Height);
            lock (_frames) _frames.Add(place, ((int)frame.Number, shown));
        }

        public void Restart()
        {
            Restarts++;
            _frames.Clear();
        }
    }
}
