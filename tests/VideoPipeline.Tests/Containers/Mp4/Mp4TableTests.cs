using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>Movie headers that contradict themselves: read as ffmpeg reads them, or left to ffmpeg.</summary>
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
    public async Task ReadAsync_AnEditListThatMiscounts_HasWhatItsBoxHolds(uint count)
    {
        var (path, index) = await ChangedAsync(file => Word(file["moov/trak/edts/elst"], 1, count));
        Assert.Equal(Oracle.Pts(path), index!.Frames!.Pts);
    }

    public static TheoryData<string> Oddities => [.. s_oddities.Keys];

    private static readonly Dictionary<string, Action<BoxTree>> s_oddities = new()
    {
        ["a table outside of the sample table"] = file => file["moov/trak/mdia/minf"].Children!.Add(Copy(file[Stbl + "/ctts"])),
        ["a table twice"] = file => file[Stbl].Children!.Add(Copy(file[Stbl + "/stts"])),
        ["two tables of sizes"] = file => file[Stbl].Children!.Add(new BoxTree { Type = "stz2", Body = [.. s_zeros, 0, 0, 0, 8, .. s_zeros] }),
        ["a track before the movie's header"] = file => Swap(file["moov"].Children!, "mvhd", "trak"),
        ["its kind after its samples"] = file => Swap(file["moov/trak/mdia"].Children!, "hdlr", "minf"),
        ["a kind that does not tell"] = file => "auxv"u8.CopyTo(file["moov/trak/mdia/hdlr"].Body.AsSpan(8)),
        ["a cover in the track"] = file => file["moov/trak"].Children!.Add(new BoxTree { Type = "udta", Body = [0, 0, 0, 8, .. "covr"u8] }),
        ["a table in user data"] = file => file["moov"].Children!.Add(new BoxTree { Type = "udta", Body = [0, 0, 0, 8, .. "stts"u8] }),
        ["chapters shown by it"] = file => file["moov/trak"].Children!.Add(new BoxTree { Type = "tref", Body = [0, 0, 0, 12, .. "chap"u8, 0, 0, 0, 1] }),
        ["items before it"] = file => file.Children!.Insert(1, new BoxTree { Type = "meta", Body = [.. s_zeros, 0, 0, 0, 8, .. "iinf"u8] }),
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task ReadAsync_BoxesOutOfPlace_AreLeftToFfmpeg(string oddity) =>
        Assert.Null((await ChangedAsync(s_oddities[oddity])).Index);

    [Theory]
    [InlineData("stts")]
    [InlineData("stss")]
    [InlineData("stsc")]
    [InlineData("ctts")]
    public async Task ReadAsync_ATableThatClaimsMoreThanItHolds_IsDecodedAsAWholeIfFfmpegCan(string table)
    {
        var path = (await WriteAsync(file => Word(file[$"{Stbl}/{table}"], 1, 1_000_000))).Path;
        await using var source = FileSource.Open(path);
        try
        {
            Assert.Contains($"box '{table}'", (await Indexer.ReadAsync(source, _folder.Root, default)).UnsplittableReason, StringComparison.Ordinal);
        }
        catch (CorruptVideoException damage)
        {
            Assert.Contains($"box '{table}'", damage.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => Oracle.Pts(path));
        }
    }

    private async Task<(string Path, VideoIndex? Index)> ChangedAsync(Action<BoxTree> change)
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

    private static void Word(BoxTree box, int word, uint value) => BinaryPrimitives.WriteUInt32BigEndian(box.Body.AsSpan(4 * word), value);

    private static BoxTree Copy(BoxTree box) => new() { Type = box.Type, Body = [.. box.Body] };

    private static void Swap(List<BoxTree> boxes, string one, string other)
    {
        var (a, b) = (boxes.FindIndex(box => box.Type == one), boxes.FindIndex(box => box.Type == other));
        (boxes[a], boxes[b]) = (boxes[b], boxes[a]);
    }
}
