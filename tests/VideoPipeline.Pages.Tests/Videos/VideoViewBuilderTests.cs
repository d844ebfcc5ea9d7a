using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Pages.Videos;
using Xunit;

namespace VideoPipeline.Pages.Tests.Videos;

public sealed class VideoViewBuilderTests
{
    [Fact]
    public void Build_AnyVideo_HasBoundedPictures()
    {
        // Pictures of noise, which JPEG does not compress.
        var video = TestVideo.Synthetic(ranges: 4, framesPerRange: 500);

        Assert.InRange(video.Pictures.Count, 32, 360);
        Assert.InRange(video.Pictures.Sum(picture => picture.Jpeg.Length), 1, VideoViewBuilder.MaxPictureBytes);
        var distances = video.Pictures.Zip(video.Pictures.Skip(1), (left, right) => right.Frame - left.Frame).Distinct();
        Assert.Single(distances);
    }

    [Fact]
    public void Build_Frames_SpanTheVideo()
    {
        var video = TestVideo.Synthetic(ranges: 2, framesPerRange: 24);

        Assert.Equal((48, 0, 2), (video.Frames.Count, video.Frames.Axis.Start, video.Frames.Axis.End));
        Assert.Equal((1.0, 2.0), (video.Frames.SecondsOf(24), video.Frames.SecondsOf(48)));
    }
}
