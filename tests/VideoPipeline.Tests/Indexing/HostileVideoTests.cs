using System.Buffers.Binary;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Indexing;

/// <summary>Files that claim more than a machine has are refused before anything is decoded.</summary>
public sealed class HostileVideoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Nullsoft streaming video: the header declares an index of 2 GiB, which ffmpeg would allocate.</summary>
    [Fact]
    public async Task ReadAsync_NsvWithIndexOf2GiB_IsRefused()
    {
        var file = new byte[128];
        "NSVf"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), 128);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(20), 0x2000_0000);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24), 0x2000_0000);
        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => IndexAsync("video.nsv", file));
        Assert.Contains("ffprobe needs more than", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_GifOf256Megapixels_IsRefused()
    {
        byte[] file =
        [
            .. "GIF89a"u8, 0x80, 0x3E, 0x80, 0x3E, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,  // 16000×16000, two colors
            0x2C, 0, 0, 0, 0, 0x80, 0x3E, 0x80, 0x3E, 0, 2, 2, 0x4C, 1, 0, 0x3B,
        ];
        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => IndexAsync("video.gif", file));
        Assert.EndsWith(
            "video.gif: its frames have 16000×16000 pixels, more than the limit of 142606336 pixels. Scale the video down.",
            refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SampleTableOfTwoBillionSamples_IsRefused()
    {
        var path = _folder.File("clip.mp4");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=64x64:d=0.2", "-c:v", "mpeg4", path);
        var file = File.ReadAllBytes(path);
        var box = file.AsSpan(file.AsSpan().IndexOf("stsz"u8));
        BinaryPrimitives.WriteUInt32BigEndian(box[8..], 1); // each sample has one byte, so that the box needs no table
        BinaryPrimitives.WriteInt32BigEndian(box[12..], int.MaxValue);
        File.WriteAllBytes(path, file);
        using (var sparse = File.OpenWrite(path)) sparse.SetLength(3L << 30);
        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => IndexAsync(path));
        Assert.Contains(
            "2147483647 or more frames, more than the limit of 10000000 frames", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        new long[] { 0, 1, 2_678_402 }, "its time stamps are 2678402 seconds apart, more than the limit of 2678400 seconds.")]
    [InlineData(
        new long[] { 0, 1, 86_403 },
        "after the frame at 1 seconds there is none for 86402 seconds, more than the limit of 86400 seconds between two frames.")]
    public void Check_TimesFarApart_AreRefused(long[] times, string message)
    {
        var refused = Assert.Throws<LimitExceededException>(() => VideoLimits.Check(Index(times)));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData(long.MinValue)]
    [InlineData(0, 86_400, 172_800)]
    public void Check_TimesOfOrdinaryVideos_AreAccepted(params long[] times) => VideoLimits.Check(Index(times));

    private static VideoIndex Index(long[] times) => new()
    {
        Source = new SourceIdentity("clip.mp4", 1, null),
        Video = new VideoProperties
        {
            Container = "mov", Codec = "h264", Stream = 0, Width = 64, Height = 64, Rotation = 0,
            TimeBase = new TimeBase(1, 1),
        },
        Samples = new SampleTable
        {
            Offset = new long[times.Length], Size = new int[times.Length], Dts = times, Pts = times,
            IsKey = new bool[times.Length],
        },
        Frames = new FrameTable { Pts = times, Sample = new int[times.Length] },
    };

    private Task<VideoIndex> IndexAsync(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return IndexAsync(_folder.File(name));
    }

    private static async Task<VideoIndex> IndexAsync(string path)
    {
        await using var source = FileSource.Open(path);
        using var folder = new WorkingFolder();
        return await Indexer.ReadAsync(source, folder.Path, default);
    }
}
