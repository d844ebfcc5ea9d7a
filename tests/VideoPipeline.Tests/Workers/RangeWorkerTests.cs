using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Partials;
using VideoPipeline.Selection;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using VideoPipeline.Workers;
using Xunit;

namespace VideoPipeline.Tests.Workers;

/// <summary>Tests a damaged video that is decoded as a whole.</summary>
public sealed class RangeWorkerTests
{
    private const int Frames = 150, MaxTests = 30;

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("hevc-open.mp4")]
    [InlineData("vp9.mkv")]
    public async Task RunAsync_DamageAnywhere_EachFrameIsDeliveredOrMissing(string name)
    {
        var video = await File.ReadAllBytesAsync(await NumberedVideo.GetByName(name).FileAsync());
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(video), folder.Path, default);
        var damages =
            from sample in Gen.Choose(0, index.Samples.Count - 1)
            from count in Gen.Choose(1, 40)
            from fill in Gen.Elements<byte>(0xFF, 0x00, 0x5A)
            select (First: sample, Last: Math.Min(sample + count, index.Samples.Count) - 1, Fill: fill);

        Prop.ForAll(damages.ToArbitrary(), damage =>
        {
            var bytes = Damaged(video, index, damage.First, damage.Last, damage.Fill);
            var work = AnalyzeAsync(bytes, index, selection: null).GetAwaiter().GetResult().Work;
            return (work.Expected, work.Delivered + work.Missing.Sum(gap => gap.End - gap.Start)) == (Frames, Frames);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(MaxTests));
    }

    [Fact]
    public async Task RunAsync_DamageMakesFrameNumbersAmbiguous_ThrowsForSelection()
    {
        var video = await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.mp4").FileAsync());
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(video), folder.Path, default);
        // Only some damage makes frame numbers ambiguous, depending on the frame structure of the encoder.
        for (var first = 1; first < Frames - 30; first++)
        {
            var bytes = Damaged(video, index, first, first + 20, 0xFF);
            var missing = (await AnalyzeAsync(bytes, index, selection: null)).Work.Missing;
            if (!missing[0].Cause.Contains("which frames are missing is unknown", StringComparison.Ordinal)) continue;

            var failure = await Assert.ThrowsAsync<CorruptVideoException>(
                () => AnalyzeAsync(bytes, index, FrameSelection.Of(FrameSet.Of([100]))));
            Assert.Contains("cannot be numbered", failure.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Fail("No damage made the frame numbers ambiguous.");
    }

    // Overwrites the bytes from the middle of one sample to the end of another.
    private static byte[] Damaged(byte[] video, VideoIndex index, int first, int last, byte fill)
    {
        var bytes = video.ToArray();
        var from = (int)index.Samples.Offset[first] + (index.Samples.Size[first] / 2);
        var to = (int)index.Samples.Offset[last] + index.Samples.Size[last];
        bytes.AsSpan(from, to - from).Fill(fill);
        return bytes;
    }

    private static Task<Partial> AnalyzeAsync(byte[] bytes, VideoIndex index, FrameSelection? selection) => RangeWorker.RunAsync(
        new MemorySource(bytes), index,
        new PlanSettings { PreviewStride = 10, UnsplittableReason = "it is damaged" },
        new PlannedRange(0, 0, index.Frames!.Count), new AnalysisOptions(Rgb: false), selection, [],
        TimeProvider.System, null, default);
}
