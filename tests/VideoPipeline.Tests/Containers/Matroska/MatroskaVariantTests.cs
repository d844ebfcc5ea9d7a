using VideoPipeline.Containers.Matroska;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>Matroska and WebM files with the codecs and options of the installed ffmpeg.</summary>
public class MatroskaVariantTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=3";
    private const string Tone = "-f lavfi -i sine=d=3";
    private const string Altref = "-pix_fmt yuv420p -c:v libvpx -b:v 400k -g 50 -auto-alt-ref 1 -lag-in-frames 25";
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset fast -g 15 -keyint_min 5 -bf 3";
    private const string X265 =
        "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=15:min-keyint=5:bframes=3";

    /// <summary>Two passes, because libvpx writes hidden frames only with look-ahead from a first pass.</summary>
    internal static readonly string[] HiddenVp8 =
    [
        $"{Picture} {Altref} -pass 1 -passlogfile OUT.log -f null -",
        $"{Picture} {Altref} -pass 2 -passlogfile IN OUT.webm",
    ];

    private static readonly (string Name, string Codec, string[] Commands)[] s_variants =
    [
        ("h264 closed", "h264", [$"{Picture} {X264} -flags +cgop OUT.mkv"]),
        ("h264 open", "h264", [$"{Picture} {X264} -x264-params open-gop=1:b-pyramid=normal:scenecut=0 OUT.mkv"]),
        ("h264 without B-frames", "h264", [$"{Picture} -pix_fmt yuv420p -c:v libx264 -g 15 -bf 0 OUT.mkv"]),
        ("h264 10 bit", "h264", [$"{Picture} -pix_fmt yuv422p10le -c:v libx264 -preset fast -g 15 OUT.mkv"]),
        ("h264 intra refresh", "h264",
            [$"{Picture} -pix_fmt yuv420p -c:v libx264 -preset fast -g 15 -intra-refresh 1 -bf 0 OUT.mkv"]),
        ("h264 variable frame rate", "h264",
            [$"{Picture} -vf select=not(mod(n\\,7))+not(mod(n\\,3)),settb=1/1000 -fps_mode vfr {X264} OUT.mkv"]),
        ("h264 trimmed in an open GOP", "h264",
            [$"{Picture} {X264} -x264-params open-gop=1:scenecut=0 OUT.mp4", "-ss 1.2 -i IN -c copy OUT.mkv"]),
        ("audio", "h264", [$"{Picture} {Tone} {X264} -c:a libopus OUT.mkv"]),
        ("audio first", "h264", [$"{Tone} {Picture} -map 0:a -map 1:v {X264} -c:a aac OUT.mkv"]),
        ("two video tracks", "h264", [$"{Picture} -f lavfi -i testsrc=s=64x64:r=10:d=3 -map 0 -map 1 {X264} OUT.mkv"]),
        ("late start", "h264", [$"{Picture} {X264} OUT.mkv", "-itsoffset 100.73 -i IN -c copy OUT.mkv"]),
        ("cues in front", "h264", [$"{Picture} {X264} -reserve_index_space 4k OUT.mkv"]),
        ("small clusters", "h264", [$"{Picture} {Tone} {X264} -c:a aac -cluster_size_limit 2k OUT.mkv"]),
        ("long clusters", "h264", [$"{Picture} {X264} -cluster_time_limit 30000 -cluster_size_limit 5M OUT.mkv"]),
        ("live", "h264", [$"{Picture} {X264} -live 1 OUT.mkv"]),
        ("live webm", "vp9", [$"{Picture} -pix_fmt yuv420p -c:v libvpx-vp9 -b:v 200k -g 15 -cpu-used 8 -live 1 OUT.webm"]),
        ("hevc open", "hevc", [$"{Picture} {X265}:open-gop=1 OUT.mkv"]),
        ("hevc closed", "hevc", [$"{Picture} {X265}:open-gop=0:repeat-headers=1 OUT.mkv"]),
        ("vp8", "vp8", [$"{Picture} -pix_fmt yuv420p -c:v libvpx -b:v 200k -g 15 -cpu-used 8 OUT.webm"]),
        ("vp8 with hidden frames", "vp8", HiddenVp8),
        ("vp9", "vp9", [$"{Picture} -pix_fmt yuv420p -c:v libvpx-vp9 -b:v 200k -g 15 -cpu-used 8 OUT.webm"]),
        ("vp9 with hidden frames", "vp9",
            [$"{Picture} -pix_fmt yuv420p -c:v libvpx-vp9 -b:v 200k -g 25 " +
             "-auto-alt-ref 1 -lag-in-frames 16 -cpu-used 4 OUT.mkv"]),
        ("vp9 12 bit", "vp9", [$"{Picture} -pix_fmt yuv444p12le -c:v libvpx-vp9 -b:v 200k -g 15 -cpu-used 8 OUT.webm"]),
        ("av1", "av1", [$"{Picture} -pix_fmt yuv420p -c:v libaom-av1 -b:v 200k -g 15 -cpu-used 8 OUT.webm"]),
        ("mpeg4", "mpeg4", [$"{Picture} -pix_fmt yuv420p -c:v mpeg4 -b:v 500k -g 15 -bf 2 OUT.mkv"]),
        ("mpeg2", "mpeg2video", [$"{Picture} -pix_fmt yuv420p -c:v mpeg2video -b:v 500k -g 15 -bf 2 OUT.mkv"]),
        ("mpeg1", "mpeg1video", [$"{Picture} -pix_fmt yuv420p -c:v mpeg1video -b:v 500k -g 15 OUT.mkv"]),
        ("mjpeg", "mjpeg", [$"{Picture} -pix_fmt yuvj420p -c:v mjpeg OUT.mkv"]),
    ];

    public static TheoryData<string> Names => [.. s_variants.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_Variant_FramesEqualSequentialDecode(string name)
    {
        using var folder = new TemporaryFolder();
        var (_, codec, commands) = s_variants.Single(variant => variant.Name == name);
        var path = Mp4Variants.Make(folder, commands);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await MatroskaIndexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        Assert.Equal((codec, "matroska"), (index.Video.Codec, index.Video.Container));
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 3);
    }

    [SharedDataFact("videos/testsrc2_vp9.webm")]
    public async Task ReadAsync_SharedWebM_FramesEqualSequentialDecode()
    {
        var path = Path.Combine(Repository.SharedData!, "videos", "testsrc2_vp9.webm");
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await MatroskaIndexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 6);
    }

    public static TheoryData<string> NumberedNames =>
        [.. NumberedVideo.All.Where(video => video.Container is "mkv" or "webm").Select(video => video.Name)];

    [Theory]
    [MemberData(nameof(NumberedNames))]
    public async Task ReadAsync_NumberedVideo_CanBeSplit(string name)
    {
        var video = NumberedVideo.GetByName(name);
        var source = new MemorySource(await File.ReadAllBytesAsync(await video.FileAsync()));

        var index = await MatroskaIndexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        Assert.Equal(video.Numbers.Count, index.Frames!.Count);
        Assert.True(VideoPipeline.Planning.SplitPoints.Find(index.Samples, index.Frames).Length > 1);
    }
}
