using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>
/// H.264 whose SPS does not declare the reordering depth: ffmpeg derives it from the sample tables in <c>moov</c>, or guesses it.
/// </summary>
public class Mp4ReorderingTests
{
    private const string Pyramid =
        "-f lavfi -i testsrc2=s=96x64:r=25:d=4 -pix_fmt yuv420p -c:v libx264 -preset slow -g 20 -bf 7 -b_strategy 0 " +
        "-x264-params b-pyramid=normal:scenecut=0 OUT.mp4";

    [Fact]
    public async Task WriteAsync_ReorderingDepthNotDeclared_DecodesAsInSequentialDecode()
    {
        using var folder = new TemporaryFolder();
        var path = await MakeAsync(folder);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await Mp4Indexer.ReadAsync(source, CancellationToken.None);

        Assert.Null(index!.UnsplittableReason);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 8);
    }

    [Fact]
    public async Task ReadAsync_ReorderingDepthNotDeclaredInFragments_ReturnsReason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("fragments.mp4");
        Ffmpeg.Run("-i", await MakeAsync(folder), "-c", "copy", "-movflags", "+frag_keyframe+empty_moov", path);

        var index = await Mp4Indexer.ReadAsync(new MemorySource(await File.ReadAllBytesAsync(path)), CancellationToken.None);

        Assert.Equal("its SPS does not state how many frames may be reordered", index!.UnsplittableReason);
        Assert.Null(index.Frames);
    }

    private static async Task<string> MakeAsync(TemporaryFolder folder)
    {
        var tree = BoxTree.Parse(await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [Pyramid])));
        var description = tree["moov/trak/mdia/minf/stbl/stsd"].Body;
        var avcC = description.AsSpan().IndexOf("avcC"u8) + 4;
        var length = description[avcC + 6] << 8 | description[avcC + 7];
        RemoveReorderingDepth(description.AsSpan(avcC + 8, length));
        var path = folder.File("undeclared.mp4");
        await File.WriteAllBytesAsync(path, tree.ToArray());
        return path;
    }

    /// <summary>Flips the one bit of an SPS that removes the reordering depth and changes nothing else.</summary>
    private static void RemoveReorderingDepth(Span<byte> unit)
    {
        var before = H264Sps.Parse(unit);
        Assert.NotNull(before.MaxReorderFrames);
        for (var bit = unit.Length * 8 - 1; bit >= 0; bit--)
        {
            unit[bit / 8] ^= (byte)(0x80 >> bit % 8);
            if (DiffersOnlyInReorderingDepth(unit, before)) return;
            unit[bit / 8] ^= (byte)(0x80 >> bit % 8);
        }
        Assert.Fail("No bit of the SPS removes only the reordering depth.");
    }

    private static bool DiffersOnlyInReorderingDepth(ReadOnlySpan<byte> unit, H264Sps before)
    {
        try
        {
            return H264Sps.Parse(unit) == before with { MaxReorderFrames = null };
        }
        catch (MalformedBitstreamException)
        {
            return false;
        }
    }
}
