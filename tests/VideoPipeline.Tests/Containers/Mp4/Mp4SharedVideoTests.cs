using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

public class Mp4SharedVideoTests
{
    [SharedDataTheory("videos/edts.mp4")]
    [InlineData("agent327_240p_dash_frag.mp4", "h264", 426, 240, 0)]
    [InlineData("agent327_480p_remux.mp4", "h264", 854, 480, 0)]
    [InlineData("big-buck-bunny-480p-30s.mp4", "h264", 854, 480, 0)]
    [InlineData("cursed-vfr.mp4", "h264", 3026, 1386, 0)]
    [InlineData("edts.mp4", "h264", 854, 480, 0)]
    [InlineData("nasa_13013.mp4", "h264", 320, 180, 0)]
    [InlineData("nasa_13013_rotated.mp4", "h264", 480, 270, 270)]
    [InlineData("rotate-buck-bunny.mp4", "h264", 1920, 1080, 90)]
    [InlineData("test_non_zero_start.mp4", "h264", 200, 112, 0)]
    [InlineData("testsrc2_av1_10bit.mp4", "av1", 320, 240, 0)]
    [InlineData("testsrc2_h265.mp4", "hevc", 1280, 720, 0)]
    [InlineData("testsrc2_odd_height_and_width_vp9.mp4", "vp9", 321, 241, 0)]
    public async Task ReadAsync_SharedVideo_FramesEqualSequentialDecode(
        string file, string codec, int width, int height, int rotation)
    {
        var path = Path.Combine(Repository.SharedData!, "videos", file);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await Mp4Indexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        var video = index.Video;
        Assert.Equal((codec, width, height, rotation), (video.Codec, video.Width, video.Height, video.Rotation));
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 4);
    }
}
