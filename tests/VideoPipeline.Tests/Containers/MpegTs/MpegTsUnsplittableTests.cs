using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>Transport streams that cannot be split because their frames are unproven.</summary>
public sealed class MpegTsUnsplittableTests
{
    private static readonly (string Name, string Reason, Func<MpegTsFile, byte[]> Change)[] s_changes =
    [
        ("missing packet", "TS packets are missing", file => Without(file, file.FindPackets(MpegTsFile.VideoPid)[50])),
        ("error indicator", "is damaged", file => ChangePacket(file, 50, packet => packet[1] |= 0x80)),
        ("no payload and no adaptation field", "is damaged", file => ChangePacket(file, 50, packet => packet[3] &= 0x0F)),
        ("overlong adaptation field", "is damaged", file =>
            ChangePacket(file, 50, packet => (packet[3], packet[4]) = ((byte)(packet[3] | 0x30), 200))),
        ("discontinuity", "it has a discontinuity", file =>
            ChangePacket(file, 50, packet => (packet[3], packet[4], packet[5]) = ((byte)(packet[3] | 0x30), 1, 0x80))),
        ("later packet scrambled", "partly scrambled", file => ChangePacket(file, 50, packet => packet[3] |= 0x80)),
        ("first packet scrambled", "partly scrambled", file => ChangePacket(file, 0, packet => packet[3] |= 0x80)),
        ("bytes without a sync byte", "there is no TS packet at byte 18800", file =>
            [.. file.ToArray()[..18_800], .. new byte[188], .. file.ToArray()[18_800..]]),
        ("ends in a packet", "ends in the middle of a TS packet", file => file.ToArray()[..^20]),
        ("late program tables", "come after its first frames", file =>
            [.. file.Packets[file.FindPackets(MpegTsFile.VideoPid)[0]], .. file.ToArray()]),
        ("starts in a frame", "starts in the middle of a frame", file => Without(file, file.FindPackets(MpegTsFile.VideoPid)[0])),
        ("program table with a wrong checksum", "checksum", file =>
        {
            file.Packets[file.FindPackets(MpegTsFile.PmtPid)[^1]][10] ^= 1;
            return file.ToArray();
        }),
        ("two frames in a PES packet", "more than one frame", file => file.WithVideo(video =>
        [
            .. video[..5],
            MpegTsFile.WithContent(video[5], [.. MpegTsFile.Content(video[5]), .. MpegTsFile.Content(video[6])]),
            .. video[7..],
        ])),
        ("a frame in two PES packets", "not aligned with its PES packets", file => file.WithVideo(video =>
        [
            .. video[..24],
            MpegTsFile.WithContent(video[24], MpegTsFile.Content(video[24])[..^50].ToArray()),
            MpegTsFile.WithContent(video[25], MpegTsFile.Content(video[24])[^50..].ToArray()),
            .. video[25..],
        ])),
        ("no time stamp", "no time stamp", file => ChangePes(file, pes => pes[7] &= 0x3F)),
        ("decreasing time stamps", "decode times do not increase", file =>
            file.WithVideo(video => [.. video[..24], .. video[..24]])),
        ("wrong PES length", "instead of its declared length", file => ChangePes(file, pes => pes[5] = 1)),
        ("scrambled PES packet", "PES packets are scrambled", file => ChangePes(file, pes => pes[6] |= 0x10)),
        ("damaged PES header", "a PES header of its video is damaged", file => ChangePes(file, pes => pes[2] = 7)),
        ("time stamps in another order", "differs from the output order", file => file.WithVideo(video =>
        [
            .. video[..25],
            MpegTsFile.WithContent(video[25], MpegTsFile.Content(video[26]).ToArray()),
            MpegTsFile.WithContent(video[26], MpegTsFile.Content(video[25]).ToArray()),
            .. video[27..],
        ])),
        ("starts inside a GOP", "does not start with an IDR", file => file.WithVideo(video => video[3..])),
    ];

    public static TheoryData<string> Names => [.. s_changes.Select(change => change.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_Unproven_ReturnsReason(string name)
    {
        var (_, reason, change) = s_changes.Single(change => change.Name == name);
        var original = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.ts").FileAsync()));

        var result = await TsIndexer.ReadAsync(new MemorySource(change(original)), CancellationToken.None);

        Assert.Null(result!.Index);
        Assert.Contains(reason, result.UnsplittableReason, StringComparison.Ordinal);
    }

    // Proves that WithVideo itself does not make the file unproven.
    [Fact]
    public async Task ReadAsync_RewrittenWithoutChange_IsProven()
    {
        var original = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.ts").FileAsync()));
        var result = await TsIndexer.ReadAsync(new MemorySource(original.WithVideo(video => video)), CancellationToken.None);
        Assert.Equal(NumberedVideo.FrameCount, result!.Index!.Frames!.Count);
    }

    [Theory]
    [InlineData("-c:v libx264 -flags +ildct", "interlaced")]
    [InlineData("-c:v mpeg1video", "MPEG-1")]
    [InlineData("-c:v mpeg4", "unsupported stream type 0x10")]
    [InlineData("-c:v libx264 -output_ts_offset 95441", "its first time stamps are negative")]
    public async Task ReadAsync_UnsupportedVideo_ReturnsReason(string encoder, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = Mp4Variants.Make(folder, [$"-f lavfi -i testsrc2=s=64x48:r=25:d=2 -pix_fmt yuv420p {encoder} OUT.ts"]);

        await using var source = FileSource.Open(path);
        using var work = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, work.Path, CancellationToken.None);

        Assert.Null(index.Frames);
        Assert.Contains(reason, index.UnsplittableReason, StringComparison.Ordinal);
        Assert.Equal(50, index.Samples.Count);
    }

    [SharedDataFact("videos/no-initial-keyframe.ts")]
    public async Task ReadAsync_StartsInsideGop_ReturnsReason()
    {
        await using var source = FileSource.Open(Path.Combine(Repository.SharedData!, "videos", "no-initial-keyframe.ts"));
        var result = await TsIndexer.ReadAsync(source, CancellationToken.None);
        Assert.Contains("does not start with an IDR", result!.UnsplittableReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Scrambled_ThrowsUnsupported()
    {
        var file = new MpegTsFile(await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.ts").FileAsync()));
        foreach (var packet in file.FindPackets(MpegTsFile.VideoPid)) file.Packets[packet][3] |= 0x80;

        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(
            () => TsIndexer.ReadAsync(new MemorySource(file.ToArray(), "recording.ts"), CancellationToken.None));

        Assert.Contains("recording.ts", failure.Message, StringComparison.Ordinal);
        Assert.Contains("scrambled", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("h264-closed.mkv")]
    public async Task ReadAsync_AnotherContainer_ReturnsNull(string name)
    {
        await using var source = FileSource.Open(await NumberedVideo.GetByName(name).FileAsync());
        Assert.Null(await TsIndexer.ReadAsync(source, CancellationToken.None));
    }

    private static byte[] Without(MpegTsFile file, int packet)
    {
        file.Packets.RemoveAt(packet);
        return file.ToArray();
    }

    private static byte[] ChangePacket(MpegTsFile file, int videoPacket, Action<byte[]> change)
    {
        change(file.Packets[file.FindPackets(MpegTsFile.VideoPid)[videoPacket]]);
        return file.ToArray();
    }

    private static byte[] ChangePes(MpegTsFile file, Action<byte[]> change) => file.WithVideo(video =>
    {
        change(video[9]);
        return video;
    });
}
