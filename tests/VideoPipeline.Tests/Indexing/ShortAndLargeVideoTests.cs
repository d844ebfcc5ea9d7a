using System.Buffers.Binary;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Indexing;

/// <summary>Videos of kinds that uploads lose in practice: the table of <c>docs/deploy.md</c> has these names.</summary>
public sealed class ShortAndLargeVideoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(50, 2, 100)]    // 50 frames per second
    [InlineData(30, 5, 150)]    // 5 seconds
    public async Task ReadAsync_RateAndDuration_HasAllFrames(int rate, int seconds, int frames)
    {
        var index = await IndexAsync(Encode(rate, "-t", $"{seconds}"));
        Assert.Equal(frames, index.Frames!.Count);
        Assert.Equal(frames, Planner.Create(index, 4, 4, 25, null).Ranges.Sum(range => range.End - range.Start));
    }

    [Fact]
    public async Task ReadAsync_OneFrame_IsOneRangeOfOneFrame()
    {
        var index = await IndexAsync(Encode(25, "-frames:v", "1"));
        Assert.Equal(1, index.Frames!.Count);
        var range = Assert.Single(Planner.Create(index, 4, 4, null, null).Ranges);
        Assert.Equal((0, 1), (range.Start, range.End));
    }

    /// <summary>The tables are behind 6 GB of nothing, at the end of the file, as cameras write them.</summary>
    [Fact]
    public async Task ReadAsync_VideoOver5GB_HasAllFrames()
    {
        var path = Encode(25, "-t", "1");
        var file = File.ReadAllBytes(path);
        var media = file.AsSpan().IndexOf("mdat"u8) - 4;
        var tables = media + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(media));
        const long Hole = 6L << 30;
        var free = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(free, 1);
        "free"u8.CopyTo(free.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(free.AsSpan(8), Hole);
        using (var large = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(large, file.AsSpan(0, tables), 0);
            RandomAccess.Write(large, free, tables);
            RandomAccess.Write(large, file.AsSpan(tables), tables + Hole);
        }
        var index = await IndexAsync(path);
        Assert.Equal(25, index.Frames!.Count);
        Assert.True(index.Source.Length > 5_000_000_000);
    }

    private string Encode(int rate, params string[] limits)
    {
        var path = _folder.File("clip.mp4");
        Ffmpeg.Run(["-f", "lavfi", "-i", $"testsrc2=s=64x48:r={rate}", .. limits, "-c:v", "libx264", "-g", "25", "-pix_fmt",
            "yuv420p", path]);
        return path;
    }

    private static async Task<VideoIndex> IndexAsync(string path)
    {
        await using var source = FileSource.Open(path);
        using var folder = new WorkingFolder();
        return await Indexer.ReadAsync(source, folder.Path, default);
    }
}
