using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>A video whose boxes have another layout has the same index.</summary>
public sealed class Mp4LayoutTests : IDisposable
{
    private const string Video = "-f lavfi -i testsrc2=s=64x48:r=25:d=2 -pix_fmt yuv420p -c:v libx264 -preset fast -g 10 -bf 2";
    private const string Table = "moov/trak/mdia/minf/stbl";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task ReadAsync_64BitChunkOffsets_ReturnsTheSameIndex() => AssertSameIndexAsync(tree =>
        Replace(tree[Table], "stco", "co64", body =>
            [.. body[..8], .. Words(body[8..]).SelectMany(word => BigEndian((long)word))]));

    [Fact]
    public Task ReadAsync_CompactSampleSizes_ReturnsTheSameIndex() => AssertSameIndexAsync(tree =>
        Replace(tree[Table], "stsz", "stz2", body =>
            [0, 0, 0, 0, 0, 0, 0, 16, .. body[8..12], .. Words(body[12..]).SelectMany(word => BigEndian((ushort)word))]));

    [Fact]
    public Task ReadAsync_MediaBoxOfSizeZero_ReturnsTheSameIndex() => AssertSameIndexAsync(
        file => [.. file[..MediaOffset(file)], 0, 0, 0, 0, .. file[(MediaOffset(file) + 4)..]], "-movflags +faststart");

    [Fact]
    public async Task ReadAsync_WideBoxInsteadOfFileType_ReturnsTheSameIndex()
    {
        // 'wide' and 'free' are together as long as the file type box, so that the offsets stay the same.
        await AssertSameIndexAsync(file =>
        {
            var type = BinaryPrimitives.ReadInt32BigEndian(file);
            byte[] wide = [0, 0, 0, 8, .. "wide"u8];
            byte[] free = [.. BigEndian(type - 8), .. "free"u8, .. new byte[type - 16]];
            return [.. wide, .. free, .. file[type..]];
        });
    }

    [Theory]
    [InlineData("+frag_keyframe+empty_moov+default_base_moof")]
    [InlineData("+frag_every_frame+empty_moov")]
    public async Task ReadAsync_FragmentsWithoutDecodeTimes_AreContiguous(string flags)
    {
        var path = Mp4Variants.Make(_folder, [$"{Video} -movflags {flags} OUT.mp4"]);
        var tree = BoxTree.Parse(await File.ReadAllBytesAsync(path));
        foreach (var fragment in tree.Children!.Where(box => box.Type == "moof"))
        {
            // A 'free' box of the same length, so that the offsets stay the same.
            var parts = fragment["traf"].Children!;
            parts[parts.FindIndex(box => box.Type == "tfdt")] = new BoxTree { Type = "free", Body = new byte[12] };
        }
        await File.WriteAllBytesAsync(path, tree.ToArray());

        var index = await IndexAsync(await File.ReadAllBytesAsync(path));

        Assert.Null(index.UnsplittableReason);
        Assert.Equal(Oracle.Pts(path), index.Frames!.Pts);
    }

    private Task AssertSameIndexAsync(Action<BoxTree> change) => AssertSameIndexAsync(file =>
    {
        var tree = BoxTree.Parse(file);
        change(tree);
        return tree.ToArray();
    });

    private async Task AssertSameIndexAsync(Func<byte[], byte[]> change, string flags = "")
    {
        var original = await File.ReadAllBytesAsync(
            Mp4Variants.Make(_folder, [string.Join(' ', new[] { Video, flags, "OUT.mp4" }.Where(word => word.Length > 0))]));
        var (expected, actual) = (await IndexAsync(original), await IndexAsync(change(original)));

        Assert.Null(actual.UnsplittableReason);
        Assert.Equal(expected.Samples.Offset, actual.Samples.Offset);
        Assert.Equal(expected.Samples.Size, actual.Samples.Size);
        Assert.Equal(expected.Frames!.Pts, actual.Frames!.Pts);
        Assert.Equal(expected.Video, actual.Video);
    }

    private static async Task<VideoIndex> IndexAsync(byte[] file) =>
        (await Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None))!;

    private static int MediaOffset(byte[] file) => file.AsSpan().IndexOf("mdat"u8) - 4;

    private static void Replace(BoxTree table, string type, string newType, Func<byte[], IEnumerable<byte>> convert)
    {
        var index = table.Children!.FindIndex(box => box.Type == type);
        table.Children[index] = new BoxTree { Type = newType, Body = [.. convert(table.Children[index].Body)] };
    }

    private static IEnumerable<uint> Words(byte[] bytes) =>
        bytes.Chunk(4).Select(word => BinaryPrimitives.ReadUInt32BigEndian(word));

    private static byte[] BigEndian(long value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] BigEndian(int value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] BigEndian(ushort value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));
}
