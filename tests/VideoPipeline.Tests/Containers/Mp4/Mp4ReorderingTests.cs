using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>H.264 that does not say how far its frames are reordered: ffmpeg then takes it from the tables in moov, or guesses.</summary>
public class Mp4ReorderingTests
{
    private const string Pyramid =
        "-f lavfi -i testsrc2=s=96x64:r=25:d=4 -pix_fmt yuv420p -c:v libx264 -preset slow -g 20 -bf 7 -b_strategy 0 -x264-params b-pyramid=normal:scenecut=0 OUT.mp4";

    [Fact]
    public async Task WriteAsync_ReorderingUnsaid_DecodesAsTheWhole()
    {
        using var folder = new TemporaryFolder();
        var path = await MakeAsync(folder);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await Mp4Indexer.ReadAsync(source, CancellationToken.None);

        Assert.Null(index!.UnsplittableReason);
        await SliceCheck.DecodesAsTheWholeAsync(path, source, index, cuts: 8);
    }

    [Fact]
    public async Task ReadAsync_ReorderingUnsaidInFragments_ForbidsCutting()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("fragments.mp4");
        Ffmpeg.Run("-i", await MakeAsync(folder), "-c", "copy", "-movflags", "+frag_keyframe+empty_moov", path);

        var index = await Mp4Indexer.ReadAsync(new MemorySource(await File.ReadAllBytesAsync(path)), CancellationToken.None);

        Assert.Equal("it does not say how far its frames are reordered", index!.UnsplittableReason);
        Assert.Null(index.Frames);
    }

    private static async Task<string> MakeAsync(TemporaryFolder folder)
    {
        var tree = BoxTree.Parse(await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [Pyramid])));
        var description = tree["moov/trak/mdia/minf/stbl/stsd"].Body;
        var at = description.AsSpan().IndexOf("avcC"u8) + 4;
        var length = description[at + 6] << 8 | description[at + 7];
        RemoveReordering(description.AsSpan(at + 8, length));
        var path = folder.File("unsaid.mp4");
        await File.WriteAllBytesAsync(path, tree.ToArray());
        return path;
    }

    /// <summary>Clears the one bit that leaves everything as it is but for what is said of reordering.</summary>
    private static void RemoveReordering(Span<byte> unit)
    {
        var before = H264Sps.Parse(unit);
        Assert.NotNull(before.ReorderFrames);
        for (var bit = unit.Length * 8 - 1; bit >= 0; bit--)
        {
            unit[bit / 8] ^= (byte)(0x80 >> bit % 8);
            if (IsSameButReordering(unit, before)) return;
            unit[bit / 8] ^= (byte)(0x80 >> bit % 8);
        }
        Assert.Fail("no such bit");
    }

    private static bool IsSameButReordering(ReadOnlySpan<byte> unit, H264Sps before)
    {
        try
        {
            return H264Sps.Parse(unit) == before with { ReorderFrames = null };
        }
        catch (MalformedBitstreamException)
        {
            return false;
        }
    }
}
