using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>Movie headers with contradictions, which are indexed as ffmpeg does or by ffprobe.</summary>
public sealed class Mp4TableTests : IDisposable
{
    private const string Stbl = "moov/trak/mdia/minf/stbl";

    private static readonly byte[] s_zeros = new byte[4];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    [InlineData(0xFFFFFFFFu)]
    public async Task ReadAsync_WrongEditListCount_UsesAllEditsInTheBox(uint count)
    {
        var (path, index) = await IndexAsync(file => SetWord(file["moov/trak/edts/elst"], 1, count));
        Assert.Equal(Oracle.Pts(path), index!.Frames!.Pts);
    }

    public static TheoryData<string> ChangeNames => [.. s_changes.Keys];

    private static readonly Dictionary<string, Action<BoxTree>> s_changes = new()
    {
        ["table outside the sample table"] = file => file["moov/trak/mdia/minf"].Children!.Add(Copy(file[Stbl + "/ctts"])),
        ["table twice"] = file => file[Stbl].Children!.Add(Copy(file[Stbl + "/stts"])),
        ["stsz and stz2"] = file => file[Stbl].Children!.Add(NewBox("stz2", [.. s_zeros, 0, 0, 0, 8, .. s_zeros])),
        ["track before the movie header"] = file => Swap(file["moov"].Children!, "mvhd", "trak"),
        ["handler after the sample table"] = file => Swap(file["moov/trak/mdia"].Children!, "hdlr", "minf"),
        ["unknown handler type"] = file => "auxv"u8.CopyTo(file["moov/trak/mdia/hdlr"].Body.AsSpan(8)),
        ["cover image in the track"] = file => file["moov/trak"].Children!.Add(NewBox("udta", [0, 0, 0, 8, .. "covr"u8])),
        ["table in user data"] = file => file["moov"].Children!.Add(NewBox("udta", [0, 0, 0, 8, .. "stts"u8])),
        ["chapter images"] = file =>
            file["moov/trak"].Children!.Add(NewBox("tref", [0, 0, 0, 12, .. "chap"u8, 0, 0, 0, 1])),
        ["image items before the tracks"] = file =>
            file.Children!.Insert(1, NewBox("meta", [.. s_zeros, 0, 0, 0, 8, .. "iinf"u8])),
    };

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task ReadAsync_MisplacedBoxes_ReturnsNull(string name) =>
        Assert.Null((await IndexAsync(s_changes[name])).Index);

    // Proves that rewriting the file does not itself make the indexer return null.
    [Fact]
    public async Task ReadAsync_RewrittenWithoutChange_FramesEqualSequentialDecode()
    {
        var (path, index) = await IndexAsync(_ => { });
        Assert.Equal(Oracle.Pts(path), index!.Frames!.Pts);
    }

    [Theory]
    [InlineData("stts")]
    [InlineData("stss")]
    [InlineData("stsc")]
    [InlineData("ctts")]
    public async Task ReadAsync_TableWithTooLargeCount_IsUnsplittableOrRejectedAsByFfmpeg(string table)
    {
        var path = (await WriteAsync(file => SetWord(file[$"{Stbl}/{table}"], 1, 1_000_000))).Path;
        await using var source = FileSource.Open(path);
        try
        {
            var index = await Indexer.ReadAsync(source, _folder.Root, default);
            Assert.Contains($"box '{table}'", index.UnsplittableReason, StringComparison.Ordinal);
        }
        catch (CorruptVideoException damage)
        {
            Assert.Contains($"box '{table}'", damage.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => Oracle.Pts(path));
        }
    }

    private async Task<(string Path, VideoIndex? Index)> IndexAsync(Action<BoxTree> change)
    {
        var (path, bytes) = await WriteAsync(change);
        return (path, await Mp4Indexer.ReadAsync(new MemorySource(bytes), default));
    }

    private async Task<(string Path, byte[] Bytes)> WriteAsync(Action<BoxTree> change)
    {
        var path = _folder.File("changed.mp4");
        Ffmpeg.Run([.. "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -pix_fmt yuv420p -c:v libx264 -g 10 -bf 2".Split(' '), path]);
        var file = BoxTree.Parse(await File.ReadAllBytesAsync(path));
        change(file);
        var bytes = file.ToArray();
        await File.WriteAllBytesAsync(path, bytes);
        return (path, bytes);
    }

    private static void SetWord(BoxTree box, int word, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(box.Body.AsSpan(4 * word), value);

    private static BoxTree NewBox(string type, byte[] body) => new() { Type = type, Body = body };

    private static BoxTree Copy(BoxTree box) => new() { Type = box.Type, Body = [.. box.Body] };

    private static void Swap(List<BoxTree> boxes, string one, string other)
    {
        var (a, b) = (boxes.FindIndex(box => box.Type == one), boxes.FindIndex(box => box.Type == other));
        (boxes[a], boxes[b]) = (boxes[b], boxes[a]);
    }
}
