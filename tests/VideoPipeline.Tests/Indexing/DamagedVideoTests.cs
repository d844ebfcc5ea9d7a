using System.Buffers.Binary;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Indexing;

/// <summary>What is missing from a video is told wherever its container allows to know it.</summary>
public sealed class DamagedVideoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]         // within the last packet
    [InlineData(188)]       // at the end of a packet, but within a frame whose length is declared
    [InlineData(5 * 188 + 77)]
    public async Task ReadAsync_TransportStreamCutOff_IsRemarked(int missing)
    {
        var path = _folder.File("clip.ts");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=128x96:d=1", "-c:v", "mpeg2video", "-q:v", "2", "-omit_video_pes_length",
            "0", "-f", "mpegts", path);
        using (var file = File.OpenWrite(path)) file.SetLength(file.Length - missing);
        var index = await IndexAsync(path);
        Assert.StartsWith(
            "the file ends in the middle of a frame, so it was cut off", index.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_WholeTransportStream_IsNotRemarked()
    {
        var path = _folder.File("clip.ts");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=128x96:d=1", "-c:v", "mpeg2video", "-q:v", "2", "-f", "mpegts", path);
        Assert.Null((await IndexAsync(path)).Remark);
    }

    /// <summary>The number of the track is damaged in the first of four fragments of ten frames each, which follow ten
    /// others.</summary>
    [Fact]
    public async Task ReadAsync_FragmentOfUnknownTrack_ItsSamplesAreCounted()
    {
        var path = EncodeFragments();
        var file = File.ReadAllBytes(path);
        var header = file.AsSpan(file.AsSpan().IndexOf("tfhd"u8));
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 7);
        File.WriteAllBytes(path, file);

        var index = await IndexAsync(path);

        Assert.Equal((10, 40), (index.UnassignedSamples, index.Samples.Count));
    }

    [Fact]
    public async Task DecodeAsync_UnassignedSamples_AreMissing()
    {
        var path = EncodeFragments();
        var index = (await IndexAsync(path)).WithoutFrameTable() with { UnassignedSamples = 10 };
        await using var source = FileSource.Open(path);
        var decoder = new RangeDecoder(source, index, new DecodeSettings([PixelLayout.Yuv420], index.Video.TimeBase, Threads: 1));

        Assert.Equal(50, await decoder.DecodeAsync(null).CountAsync());

        var missing = Assert.Single(decoder.Missing);
        Assert.Equal((50, 60), (missing.Start, missing.End));
        Assert.StartsWith(
            "10 samples are of a track that the header does not have", missing.Cause, StringComparison.Ordinal);
    }

    private string EncodeFragments()
    {
        var path = _folder.File("clip.mp4");
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=2", "-c:v", "libx264", "-g", "10", "-bf", "0", "-pix_fmt", "yuv420p",
            "-movflags", "frag_keyframe", path);
        return path;
    }

    private static async Task<VideoIndex> IndexAsync(string path)
    {
        await using var source = FileSource.Open(path);
        using var folder = new WorkingFolder();
        return await Indexer.ReadAsync(source, folder.Path, default);
    }
}
