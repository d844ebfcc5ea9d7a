using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>Transport streams whose frames are not proven: each says why, and is decoded as a whole.</summary>
public sealed class MpegTsWholeTests
{
    private static readonly (string Name, string Because, Func<MpegTsFile, byte[]> Change)[] s_changes =
    [
        ("lost packet", "packets are missing", file => Without(file, file.Of(MpegTsFile.FirstPid)[50])),
        ("error indicator", "is damaged", file => Changed(file, 50, packet => packet[1] |= 0x80)),
        ("no payload and no adaptation field", "is damaged", file => Changed(file, 50, packet => packet[3] &= 0x0F)),
        ("overlong adaptation field", "is damaged", file => Changed(file, 50, packet => (packet[3], packet[4]) = ((byte)(packet[3] | 0x30), 200))),
        ("discontinuity", "discontinuous", file => Changed(file, 50, packet => (packet[3], packet[4], packet[5]) = ((byte)(packet[3] | 0x30), 1, 0x80))),
        ("scrambled in part", "partly scrambled", file => Changed(file, 50, packet => packet[3] |= 0x80)),
        ("scrambled at first", "partly scrambled", file => Changed(file, 0, packet => packet[3] |= 0x80)),
        ("garbage on the way", "is no packet", file => [.. file.ToArray()[..18_800], .. new byte[188], .. file.ToArray()[18_800..]]),
        ("cut amid a packet", "ends amid a packet", file => file.ToArray()[..^20]),
        ("tables late", "come after its first frames", file => [.. file.Packets[file.Of(MpegTsFile.FirstPid)[0]], .. file.ToArray()]),
        ("begins amid a frame", "amid a frame", file => Without(file, file.Of(MpegTsFile.FirstPid)[0])),
        ("table of a wrong check sum", "check sum", file => ChangedAt(file, file.Of(MpegTsFile.MapPid)[^1], packet => packet[10] ^= 1)),
        ("two frames in a packet", "more than one frame", file => file.WithVideo(video =>
            [.. video[..5], MpegTsFile.WithContent(video[5], [.. MpegTsFile.Content(video[5]), .. MpegTsFile.Content(video[6])]), .. video[7..]])),
        ("a frame in two packets", "do not begin where its packets do", file => file.WithVideo(video =>
            [.. video[..24], MpegTsFile.WithContent(video[24], MpegTsFile.Content(video[24])[..^50].ToArray()), MpegTsFile.WithContent(video[25], MpegTsFile.Content(video[24])[^50..].ToArray()), .. video[25..]])),
        ("no time stamp", "no time stamp", file => file.WithVideo(video => video.Select((pes, at) => { if (at == 9) pes[7] &= 0x3F; return pes; }))),
        ("time going back", "decode times do not increase", file => file.WithVideo(video => [.. video[..24], .. video[..24]])),
        ("wrong length", "not as long as it says", file => file.WithVideo(video => video.Select((pes, at) => { if (at == 9) pes[5] = 1; return pes; }))),
        ("encrypted content", "partly encrypted", file => file.WithVideo(video => video.Select((pes, at) => { if (at == 9) pes[6] |= 0x10; return pes; }))),
        ("damaged header", "PES header", file => file.WithVideo(video => video.Select((pes, at) => { if (at == 9) pes[2] = 7; return pes; }))),
        ("time stamps in another order", "another order than its pictures", file => file.WithVideo(video =>
            [.. video[..25], MpegTsFile.WithContent(video[25], MpegTsFile.Content(video[26]).ToArray()), MpegTsFile.WithContent(video[26], MpegTsFile.Content(video[25]).ToArray()), .. video[27..]])),
        ("begins inside of a GOP", "needs no other", file => file.WithVideo(video => video[3..])),
    ];

    public static TheoryData<string> Names => [.. s_changes.Select(change => change.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_Unproven_SaysWhy(string name)
    {
        var (_, because, change) = s_changes.Single(change => change.Name == name);
        var original = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.ts").FileAsync()));

        var reading = await TsIndexer.ReadAsync(new MemorySource(change(original)), CancellationToken.None);

        Assert.Null(reading!.Index);
        Assert.Contains(because, reading.UnsplittableReason, StringComparison.Ordinal);
    }

    // So what the changes above change is all that is wrong.
    [Fact]
    public async Task ReadAsync_SameVideoPutTogetherAgain_IsProven()
    {
        var original = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.ts").FileAsync()));
        var reading = await TsIndexer.ReadAsync(new MemorySource(original.WithVideo(video => video)), CancellationToken.None);
        Assert.Equal(NumberedVideo.FrameCount, reading!.Index!.Frames!.Count);
    }

    [Theory]
    [InlineData("-c:v libx264 -flags +ildct", "interlaced")]
    [InlineData("-c:v mpeg1video", "MPEG-1")]
    [InlineData("-c:v mpeg4", "type (0x10)")]
    [InlineData("-c:v libx264 -output_ts_offset 95441", "below zero")]
    public async Task ReadAsync_OtherKinds_SaysWhy(string encoder, string because)
    {
        using var folder = new VideoPipeline.Testing.TemporaryFolder();
        var path = Mp4Variants.Make(folder, [$"-f lavfi -i testsrc2=s=64x48:r=25:d=2 -pix_fmt yuv420p {encoder} OUT.ts"]);

        await using var source = FileSource.Open(path);
        using var work = new VideoPipeline.Native.WorkingFolder();
        var index = await Indexer.ReadAsync(source, work.Path, CancellationToken.None);

        Assert.Null(index.Frames);
        Assert.Contains(because, index.UnsplittableReason, StringComparison.Ordinal);
        Assert.Equal(50, index.Samples.Count);
    }

    [SharedDataFact("videos/no-initial-keyframe.ts")]
    public async Task ReadAsync_BeginsAmidAGop_IsLeftToAWholeDecode()
    {
        await using var source = FileSource.Open(Path.Combine(Repository.SharedData!, "videos", "no-initial-keyframe.ts"));
        Assert.Contains("needs no other", (await TsIndexer.ReadAsync(source, CancellationToken.None))!.UnsplittableReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Scrambled_Unsupported()
    {
        var file = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.ts").FileAsync()));
        foreach (var at in file.Of(MpegTsFile.FirstPid)) file.Packets[at][3] |= 0x80;

        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(
            () => TsIndexer.ReadAsync(new MemorySource(file.ToArray(), "recording.ts"), CancellationToken.None));

        Assert.Contains("recording.ts", failure.Message, StringComparison.Ordinal);
        Assert.Contains("scrambled", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("h264-closed.mkv")]
    public async Task ReadAsync_AnotherContainer_Null(string name)
    {
        await using var source = FileSource.Open(await NumberedVideo.Named(name).FileAsync());
        Assert.Null(await TsIndexer.ReadAsync(source, CancellationToken.None));
    }

    private static byte[] Without(MpegTsFile file, int at)
    {
        file.Packets.RemoveAt(at);
        return file.ToArray();
    }

    private static byte[] Changed(MpegTsFile file, int videoPacket, Action<byte[]> change) => ChangedAt(file, file.Of(MpegTsFile.FirstPid)[videoPacket], change);

    private static byte[] ChangedAt(MpegTsFile file, int at, Action<byte[]> change)
    {
        change(file.Packets[at]);
        return file.ToArray();
    }
}
