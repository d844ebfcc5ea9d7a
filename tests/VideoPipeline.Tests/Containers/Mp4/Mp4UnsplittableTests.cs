using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>Files that cannot be split, are rejected, or are not MP4 files.</summary>
public sealed class Mp4UnsplittableTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -pix_fmt yuv420p";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "-c:v libx264 -x264-params interlaced=1 OUT.mp4", "h264", "it may be interlaced, so that two samples may form one frame")]
    [InlineData("-s 176x144 -c:v h263 OUT.mov", "h263", "splitting of format 'h263' is not supported")]
    [InlineData("-c:v qtrle -pix_fmt rgb24 OUT.mov", "rle", "splitting of format 'rle ' is not supported")]
    public async Task ReadAsync_UnsplittableCodec_ReturnsReason(string arguments, string codec, string reason)
    {
        var index = await IndexAsync($"{Picture} {arguments}");

        Assert.Equal((codec, reason), (index!.Video.Codec, index.UnsplittableReason));
        Assert.Null(index.Frames);
        Assert.Null(index.Track);
    }

    [Fact]
    public async Task ReadAsync_SeveralEdits_ReturnsReason()
    {
        var index = await IndexAsync($"{Picture} -c:v libx264 OUT.mp4", tree =>
            tree["moov/trak/edts/elst"].Body = [0, 0, 0, 0, 0, 0, 0, 2, .. Edit(400, 1024), .. Edit(300, 9000)]);

        Assert.Equal("its edit list has several edits", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_FirstSampleIsNotKeyFrame_ReturnsReason()
    {
        var index = await IndexAsync($"{Picture} -c:v libx264 OUT.mp4", tree =>
            tree["moov/trak/mdia/minf/stbl/stss"].Body = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9]);

        Assert.Equal("its first sample is not a key frame", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_Av1WithTrimmingEditList_ReturnsReason()
    {
        var index = await IndexAsync($"{Picture} -c:v libaom-av1 -cpu-used 8 -b:v 100k OUT.mp4", tree =>
            tree["moov/trak/edts/elst"].Body = [0, 0, 0, 0, 0, 0, 0, 1, .. Edit(400, 5000)]);

        Assert.Equal("its edit list removes frames that its decoder outputs anyway", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_HevcWithoutBaseLayerParameters_ReturnsReason()
    {
        var index = await IndexAsync($"{Picture} -c:v libx265 -x265-params log-level=none OUT.mp4", tree =>
        {
            var body = tree["moov/trak/mdia/minf/stbl/stsd"].Body;
            // The header of an SPS with nuh_layer_id 0; 0x09 changes it to 1.
            body[body.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x42, 0x01, 0x01]) + 1] = 0x09;
        });

        Assert.Equal("its decoder configuration (hvcC) does not describe the base layer", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_OtherPlaybackRate_ReturnsReason()
    {
        var index = await IndexAsync($"{Picture} -c:v libx264 OUT.mp4", tree => tree["moov/trak/edts/elst"].Body[^3] = 2);

        Assert.Equal("its edit list changes the playback rate", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_DuplicatePresentationTime_ReturnsReason()
    {
        // One sample of duration 0, then 24 samples of duration 512.
        byte[] stts = [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 24, 0, 0, 2, 0];

        var index = await IndexAsync(
            $"{Picture} -c:v libx264 -bf 0 OUT.mp4", tree => tree["moov/trak/mdia/minf/stbl/stts"].Body = stts);

        Assert.Equal("several of its samples have the same presentation time", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_AudioOnly_ListsTracks()
    {
        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(
            () => IndexAsync("-f lavfi -i sine=d=1 -c:a aac OUT.mp4"));

        Assert.Contains("has no video stream: its tracks are audio", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Encrypted_ThrowsUnsupported()
    {
        const string Key = "76a6c65c5ea762046bd749a2e632ccbb";

        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(() => IndexAsync(
            $"{Picture} -c:v libx264 -encryption_scheme cenc-aes-ctr -encryption_key {Key} -encryption_kid {Key} OUT.mp4"));

        Assert.Contains("the video is encrypted ('encv')", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OUT.mkv")]
    [InlineData("OUT.ts")]
    [InlineData("OUT.avi")]
    public async Task ReadAsync_AnotherContainer_ReturnsNull(string output) =>
        Assert.Null(await IndexAsync($"{Picture} -c:v libx264 {output}"));

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("The free encyclopedia is a text.")]
    public async Task ReadAsync_Text_ReturnsNull(string text) =>
        Assert.Null(await Mp4Indexer.ReadAsync(
            new MemorySource(System.Text.Encoding.UTF8.GetBytes(text)), CancellationToken.None));

    [Fact]
    public async Task ReadAsync_LargeMediaData_IsNotRead()
    {
        var path = Mp4Variants.Make(_folder, ["-f lavfi -i testsrc2=s=640x480:r=25:d=4 -c:v mpeg4 -q:v 1 OUT.mp4"]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        await Mp4Indexer.ReadAsync(source, CancellationToken.None);

        Assert.True(source.Length > 1 << 20);
        Assert.True(source.Access.Bytes < 70_000, $"{source.Access} of {source.Length}");
    }

    private async Task<VideoIndex?> IndexAsync(string command, Action<BoxTree>? change = null)
    {
        var file = await File.ReadAllBytesAsync(Mp4Variants.Make(_folder, [command]));
        if (change is not null)
        {
            var tree = BoxTree.Parse(file);
            change(tree);
            file = tree.ToArray();
        }
        return await Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None);
    }

    private static byte[] Edit(int duration, int mediaTime)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(entry, duration);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(4), mediaTime);
        entry[9] = 1;
        return entry;
    }
}
