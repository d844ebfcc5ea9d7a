using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Planning;
using VideoPipeline.Video;
using Xunit;
using static VideoPipeline.Tests.Planning.Timelines;

namespace VideoPipeline.Tests.Planning;

public sealed class DecodeSpanTests
{
    [Fact]
    public void For_OneFrameOfAGop_FromItsKeyFrameToItsSample()
    {
        var (samples, frames) = Of(new Gop(5, 0, false), new Gop(5, 0, false));
        Assert.Equal(new DecodeSpan(5, 7), DecodeSpan.For(samples, frames, new FrameRange(7, 8)));
    }

    [Fact]
    public void For_LeadingPicture_FromTheKeyFrameBefore()
    {
        var (samples, frames) = Of(new Gop(5, 0, false), new Gop(6, 2, true));
        // Frame 5 leads the second key frame (frame 7, sample 5): it needs the first GOP as well.
        Assert.Equal(new DecodeSpan(0, 6), DecodeSpan.For(samples, frames, new FrameRange(5, 6)));
    }

    [Fact]
    public void For_AnyRange_HoldsItsFramesAndBeginsAtAKeyFrameShownNoLater() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gops, ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(), (gops, a, b) =>
        {
            var (samples, frames) = Of(gops);
            var start = a.Get % frames.Count;
            var range = new FrameRange(start, Math.Min(frames.Count, start + b.Get));
            var span = DecodeSpan.For(samples, frames, range);
            var held = Enumerable.Range(start, (int)range.Count).Select(frame => frames.Sample[frame]).ToList();
            return held.All(sample => sample >= span.First && sample <= span.Last) && held.Contains(span.Last) &&
                samples.IsKey[span.First] && held.All(sample => samples.Pts[sample] >= samples.Pts[span.First]);
        }));
}
