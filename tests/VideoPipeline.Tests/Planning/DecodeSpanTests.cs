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
    public void For_OneFrameOfAGop_SpansFromItsKeyFrameToItsSample()
    {
        var (samples, frames) = Of(new Gop(5, 0, false), new Gop(5, 0, false));
        Assert.Equal(new DecodeSpan(5, 7), DecodeSpan.For(samples, frames, new FrameRange(7, 8)));
    }

    [Fact]
    public void For_LeadingPicture_StartsAtThePreviousKeyFrame()
    {
        var (samples, frames) = Of(new Gop(5, 0, false), new Gop(6, 2, true));
        // Frame 5 is a leading picture of the second key frame (frame 7, sample 5): it also requires the first GOP.
        Assert.Equal(new DecodeSpan(0, 6), DecodeSpan.For(samples, frames, new FrameRange(5, 6)));
    }

    [Fact]
    public void For_AnyRange_ContainsItsSamplesAndStartsAtTheLastPossibleKeyFrame() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gops, ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(), (gops, a, b) =>
        {
            var (samples, frames) = Of(gops);
            var start = a.Get % frames.Count;
            var range = new FrameRange(start, Math.Min(frames.Count, start + b.Get));
            var span = DecodeSpan.For(samples, frames, range);
            var required = Enumerable.Range(start, (int)range.Count).Select(frame => frames.Sample[frame]).ToList();
            var earliest = required.Min(sample => samples.Pts[sample]);
            bool CanStartAt(int row) => samples.IsKey[row] && samples.Pts[row] <= earliest;
            return required.All(sample => sample >= span.First && sample <= span.Last) && required.Contains(span.Last) &&
                CanStartAt(span.First) && !Enumerable.Range(span.First + 1, required.Min() - span.First).Any(CanStartAt);
        }));
}
