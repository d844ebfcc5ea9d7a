using VideoPipeline.Decoding;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Native;

public sealed class FfmpegComponentsTests
{
    [Fact]
    public void Parse_Lines_GroupsFfprobeNamesByKind()
    {
        var components = FfmpegComponents.Parse(
        [
            "# decoder magicyuv", "", "decoder h264 av1=libdav1d", "parser aac", "demuxer mpeg=mpegps", "elsewhere rm",
            "decoder vp8",
        ]);
        Assert.Equal(["h264", "av1", "vp8"], components.Codecs);
        Assert.Equal(["mpeg", "rm"], components.Containers);
    }

    [Fact]
    public void Listed_Containers_ExcludeFormatsThatReferToOtherFiles()
    {
        string[] scripts =
        [
            "concat", "hls", "dash", "imf", "sdp", "rtsp", "image2", "caf", "avisynth", "vapoursynth", "lavfi", "ffmetadata",
            "webm_dash_manifest", "tee",
        ];
        Assert.Contains("mov", FfmpegComponents.Listed.Containers);
        Assert.Contains("h264", FfmpegComponents.Listed.Codecs);
        Assert.Empty(FfmpegComponents.Listed.Containers.Intersect(scripts));
        Assert.DoesNotContain("magicyuv", FfmpegComponents.Listed.Codecs);
    }

    [Fact]
    public void Listed_Names_AreKnownToFfmpeg()
    {
        var containers = Second("-demuxers").SelectMany(names => names.Split(','));
        Assert.Empty(FfmpegComponents.Listed.Containers.Except(containers).Except(["vvc"])); // added in ffmpeg 7.1
        Assert.Empty(FfmpegComponents.Listed.Codecs.Except(Second("-codecs")));

        static IEnumerable<string> Second(string list) =>
            Ffmpeg.Capture("-hide_banner", list).Split('\n')
                .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(1));
    }

    [BuiltLayerTheory("ffmpeg")]
    [InlineData("magicyuv", "avi")]
    [InlineData("magicyuv", "mkv")]
    [InlineData("qtrle", "mov")]
    [InlineData("snow", "nut")]
    public async Task Decode_CodecNotInTheLayer_ThrowsUnsupportedVideoNamingIt(string codec, string container)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File($"video.{container}");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=160x96:d=1", "-c:v", codec, "-strict", "-2", file);
        var thrown = await Assert.ThrowsAsync<UnsupportedVideoException>(() => DecodeAsync(file));
        Assert.Contains($"uses the codec {codec}, which", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("The ffmpeg layer decodes h264, hevc, vvc, av1,", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_UnlistedContainer_ThrowsUnsupportedVideo()
    {
        Assert.Equal("-f mov", FfmpegComponents.FormatArgument("mov"));
        Assert.Throws<UnsupportedVideoException>(() => FfmpegComponents.FormatArgument("mov -i /etc/passwd"));
    }

    private static async Task DecodeAsync(string file)
    {
        await using var source = FileSource.Open(file);
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var settings = new DecodeSettings([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 1);
        await foreach (var frame in new RangeDecoder(source, index, settings).DecodeAsync(null))
            Assert.Fail($"Frame {frame.Number} was decoded.");
    }
}
