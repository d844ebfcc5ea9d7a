using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>Splitting transport streams: every range decodes to the frames of a sequential decode.</summary>
public sealed class MpegTsRemuxerTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=3";
    private const string Small = "-f lavfi -i testsrc2=s=64x48:r=5:d=100";
    private const string Tone = "-f lavfi -i sine=d=3";
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset fast -g 15 -keyint_min 5 -bf 3";
    private const string X265 =
        "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=15:min-keyint=5";
    private const string Mpeg2 = "-pix_fmt yuv420p -c:v mpeg2video -q:v 4 -g 12 -bf 2";

    private static readonly (string Name, string Command)[] s_variants =
    [
        ("h264 closed", $"{Picture} {X264} OUT.ts"),
        ("h264 open", $"{Picture} {X264} -x264-params open-gop=1:b-pyramid=normal:scenecut=0 OUT.ts"),
        ("h264 pyramid", $"{Picture} {X264} -bf 7 -x264-params b-pyramid=normal:ref=5:b-adapt=2 OUT.ts"),
        ("h264 without B-frames", $"{Picture} {X264} -bf 0 OUT.ts"),
        ("h264 slices and delimiters", $"{Picture} {X264} -x264-params slices=4:aud=1 OUT.ts"),
        ("h264 10 bit", $"{Picture} {X264} -pix_fmt yuv422p10le OUT.ts"),
        ("h264 with more than 200 kB per frame",
            "-f lavfi -i testsrc2=s=1920x1080:r=25:d=0.5 -vf noise=alls=60 -pix_fmt yuv420p " +
            "-c:v libx264 -preset ultrafast -qp 4 -g 4 OUT.ts"),
        ("hevc closed", $"{Picture} {X265}:open-gop=0 OUT.ts"),
        ("hevc open", $"{Picture} {X265}:open-gop=1:bframes=6:rc-lookahead=10:b-pyramid=1 OUT.ts"),
        ("hevc decodable leading pictures", $"{Picture} {X265}:open-gop=0:radl=2 OUT.ts"),
        ("mpeg2", $"{Picture} {Mpeg2} OUT.ts"),
        ("mpeg2 interlaced", $"{Picture} {Mpeg2} -flags +ildct+ilme OUT.ts"),
        ("with audio", $"{Picture} {Tone} {X264} OUT.ts"),
        ("audio first", $"{Tone} {Picture} -map 0:a -map 1:v {X264} OUT.ts"),
        ("constant bit rate", $"{Picture} {Tone} {X264} -muxrate 2M OUT.ts"),
        ("PES lengths", $"{Picture} {X264} -omit_video_pes_length 0 OUT.ts"),
        ("PAT and PMT at each frame",
            $"{Picture} {X264} -mpegts_flags +resend_headers+pat_pmt_at_frames+initial_discontinuity OUT.ts"),
        ("two programs",
            $"{Picture} -f lavfi -i testsrc=s=64x64:r=10:d=3 -map 0 -map 1 {X264} -program st=1 -program st=0 OUT.ts"),
        ("m2ts", $"{Picture} {Tone} {X264} OUT.m2ts"),
        ("time stamps beyond the wrap-around", $"{Picture} {X264} -output_ts_offset 95443.8 OUT.ts"),
        ("time stamps wrap around", $"{Small} {X264} -output_ts_offset 95380 OUT.ts"),
        ("audio starts before the wrap-around", $"{Tone} {Small} -map 0 -map 1 {X264} -output_ts_offset 95382 OUT.ts"),
    ];

    public static TheoryData<string> Names => [.. s_variants.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WriteAsync_RandomRanges_DecodeAsInSequentialDecode(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Mp4Variants.Make(folder, [s_variants.Single(variant => variant.Name == name).Command]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var result = await TsIndexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(result);
        Assert.Null(result.UnsplittableReason);
        Assert.InRange(result.Index!.Samples.IsKey.Count(key => key), 2, 100);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, result.Index, ranges: 6);
    }

    [Theory]
    [InlineData("h264-closed.ts", 7)]
    [InlineData("h264-open.ts", 7)]
    [InlineData("h264-pyramid.ts", 7)]
    [InlineData("h264-vfr.ts", 7)]
    [InlineData("hevc-closed.ts", 7)]
    [InlineData("hevc-open.ts", 7)]
    [InlineData("mpeg2-closed.ts", 7)]
    [InlineData("mpeg2-open.ts", 7)]
    public async Task ReadAsync_NumberedVideo_FindsAllKeyFrames(string name, int keys)
    {
        var source = new MemorySource(await File.ReadAllBytesAsync(await NumberedVideo.GetByName(name).FileAsync()));

        var result = await TsIndexer.ReadAsync(source, CancellationToken.None);

        Assert.Null(result!.UnsplittableReason);
        Assert.Equal(NumberedVideo.FrameCount, result.Index!.Frames!.Count);
        Assert.Equal(keys, result.Index.Samples.IsKey.Count(key => key));
    }

    [SharedDataFact("videos/hevc.ts")]
    public async Task ReadAsync_SharedVideo_FramesEqualSequentialDecode()
    {
        var path = Path.Combine(Repository.SharedData!, "videos", "hevc.ts");
        var source = new MemorySource(await File.ReadAllBytesAsync(path));
        var index = (await TsIndexer.ReadAsync(source, CancellationToken.None))!.Index!;
        Assert.Equal(("mpegts", "hevc", 0), (index.Video.Container, index.Video.Codec, index.Video.Stream));
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 3);
    }

    // The last 16 bytes of packets of 204 bytes are error correction data, which the indexer ignores.
    [Fact]
    public async Task WriteAsync_PacketsOf204Bytes_DecodeAsInSequentialDecode()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("204.ts");
        var packets = (await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.ts").FileAsync())).Chunk(188);
        await File.WriteAllBytesAsync(path, [.. packets.SelectMany(packet => packet.Concat(new byte[16]))]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = (await TsIndexer.ReadAsync(source, CancellationToken.None))!.Index!;

        Assert.Equal(new PacketLayout(204, 0), ((TsTrack)index.Track!).Layout);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 3);
    }

    [Fact]
    public async Task ReadHeadAsync_SmallSample_ReturnsRemuxedSampleInOneRequest()
    {
        var source = new MemorySource(await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.ts").FileAsync()));
        var index = (await TsIndexer.ReadAsync(source, CancellationToken.None))!.Index!;
        var before = source.Access;

        var head = await TsRemuxer.Instance.ReadHeadAsync(source, index, 0, CancellationToken.None);

        Assert.Equal(1, source.Access.Requests - before.Requests);
        Assert.Equal(index.Samples.Size[0], head.Length);
        using var remuxed = new MemoryStream();
        await TsRemuxer.Instance.WriteAsync(source, index, [new SampleRange(0, 1)], remuxed, null, CancellationToken.None);
        Assert.Equal(remuxed.ToArray()[^head.Length..], head);
    }
}
