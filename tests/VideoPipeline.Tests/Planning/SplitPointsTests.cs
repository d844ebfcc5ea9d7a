using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Planning;
using Xunit;
using static VideoPipeline.Tests.Planning.Timelines;

namespace VideoPipeline.Tests.Planning;

public sealed class SplitPointsTests
{
    [Fact]
    public void Find_ClosedGops_ReturnsEachKeyFrame()
    {
        var (samples, frames) = Of(new Gop(5, 1, false), new Gop(3, 0, false), new Gop(4, 2, false));
        Assert.Equal([0, 5, 8], SplitPoints.Find(samples, frames));
    }

    [Fact]
    public void Find_OpenGop_LeadingPicturesBelongToThePreviousRange()
    {
        var (samples, frames) = Of(new Gop(5, 2, false), new Gop(6, 2, true));
        Assert.Equal([0, 7], SplitPoints.Find(samples, frames));
    }

    [Fact]
    public void Find_NoFrames_ReturnsNone()
    {
        var (samples, frames) = Of();
        Assert.Empty(SplitPoints.Find(samples, frames));
    }

    [Fact]
    public void Find_AnyGops_ReturnsTheKeyFramesDecodedBeforeAllLaterFrames() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gops, gops =>
        {
            var (samples, frames) = Of(gops);
            return SplitPoints.Find(samples, frames).SequenceEqual(Enumerable.Range(0, frames.Count).Where(frame =>
                samples.IsKey[frames.Sample[frame]]
                && frames.Sample.Skip(frame + 1).All(sample => sample > frames.Sample[frame])));
        }));
}
