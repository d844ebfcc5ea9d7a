using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Results.Partials;
using VideoPipeline.Selection;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using VideoPipeline.Workers;
using Xunit;

namespace VideoPipeline.Tests.Workers;

/// <summary>A damaged video that is decoded as a whole.</summary>
public sealed class RangeWorkerTests
{
    private const int Frames = 150, MostDamages = 30;

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("hevc-open.mp4")]
    [InlineData("vp9.mkv")]
    public async Task RunAsync_DamageAnywhere_EachFrameIsGivenOrMissed(string name)
    {
        var video = await File.ReadAllBytesAsync(await NumberedVideo.Named(name).FileAsync());
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(video), folder.Path, default);
        var places =
            from sample in Gen.Choose(0, index.Samples.Count - 1)
            from count in Gen.Choose(1, 40)
            from filling in Gen.Elements<byte>(0xFF, 0x00, 0x5A)
            select (First: sample, Last: Math.Min(sample + count, index.Samples.Count) - 1, Filling: filling);

        Prop.ForAll(places.ToArbitrary(), damage =>
        {
            var bytes = Damaged(video, index, damage.First, damage.Last, damage.Filling);
            var work = AnalyseAsync(bytes, index, picks: null).GetAwaiter().GetResult().Work;
            return (work.Expected, work.Delivered + work.Missing.Sum(gap => gap.End - gap.Start)) == (Frames, Frames);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(MostDamages));
    }

    [Fact]
    public async Task RunAsync_DamageThatMixesUpWhichFrameIsWhich_PicksNone()
    {
        var video = await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.mp4").FileAsync());
        using var folder = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(new MemorySource(video), folder.Path, default);
        // Not all damage does; which does depends on how the encoder has arranged the frames.
        for (var first = 1; first < Frames - 30; first++)
        {
            var bytes = Damaged(video, index, first, first + 20, 0xFF);
            var missing = (await AnalyseAsync(bytes, index, picks: null)).Work.Missing;
            if (!missing[0].Cause.Contains("cannot be told", StringComparison.Ordinal)) continue;

            var failure = await Assert.ThrowsAsync<CorruptVideoException>(() => AnalyseAsync(bytes, index, FrameSelection.Of(FrameSet.Of([100]))));
            Assert.Contains("cannot be numbered", failure.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Fail("No damage mixed them up.");
    }

    // From the middle of a sample to the end of another, whatever is between those of the video.
    private static byte[] Damaged(byte[] video, VideoIndex index, int first, int last, byte filling)
    {
        var bytes = video.ToArray();
        var from = (int)index.Samples.Offset[first] + (index.Samples.Size[first] / 2);
        var to = (int)index.Samples.Offset[last] + index.Samples.Size[last];
        bytes.AsSpan(from, to - from).Fill(filling);
        return bytes;
    }

    private static Task<Partial> AnalyseAsync(byte[] bytes, VideoIndex index, FrameSelection? picks) => RangeWorker.RunAsync(
        new MemorySource(bytes), index, new PlanTerms { ThumbnailStride = 10, UnsplittableReason = "it is damaged" },
        new PlannedRange(0, 0, index.Frames!.Count), new AnalysisOptions(Rgb: false), picks, [], TimeProvider.System, null, default);
}
