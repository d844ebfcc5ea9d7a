using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

public class Mp4EditListTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=64x48:r=25:d=3 -pix_fmt yuv420p";
    private const int Timescale = 12800;
    private const int MovieTimescale = 1000;
    private const int Rounds = 8;

    private static readonly string[] s_commands =
    [
        $"{Picture} -c:v libx264 -preset fast -g 15 -bf 3 OUT.mp4",
        $"{Picture} -c:v libx264 -preset fast -g 15 -bf 3 -x264-params open-gop=1:scenecut=0 OUT.mp4",
        $"{Picture} -c:v libx264 -preset fast -g 15 -bf 3 -movflags +negative_cts_offsets OUT.mp4",
        $"{Picture} -c:v libx264 -preset fast -g 15 -bf 0 OUT.mp4",
        $"{Picture} -c:v libvpx-vp9 -cpu-used 8 -b:v 100k -g 15 OUT.mp4",
        $"{Picture} -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=15:bframes=3 OUT.mp4",
        $"{Picture} -c:v mpeg4 -bf 2 -g 15 OUT.mp4",
    ];

    public static TheoryData<int> CommandNumbers => [.. Enumerable.Range(0, s_commands.Length)];

    [Theory]
    [MemberData(nameof(CommandNumbers))]
    public async Task ReadAsync_RandomEditLists_ProvenFramesEqualSequentialDecode(int number)
    {
        using var folder = new TemporaryFolder();
        var original = await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [s_commands[number]]));
        var random = new Random(number);
        var proven = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var edits = RandomEdits(random);
            var path = folder.File("edited.mp4");
            await File.WriteAllBytesAsync(path, WithEdits(original, edits));

            var index = await Mp4Indexer.ReadAsync(new MemorySource(await File.ReadAllBytesAsync(path)), CancellationToken.None);

            if (index!.Frames is null) continue;
            proven++;
            var expected = Oracle.Pts(path);
            Assert.True(expected.SequenceEqual(index.Frames.Pts),
                $"{string.Join(' ', edits)}: expected {string.Join(' ', expected)}, actual {string.Join(' ', index.Frames.Pts)}");
        }
        Assert.True(proven > Rounds / 3, $"The frames of only {proven} of {Rounds} edit lists were proven.");
    }

    private static (int Duration, int MediaTime)[] RandomEdits(Random random)
    {
        var empty = random.Next(3) == 0 ? [(random.Next(1, 2000), -1)] : Array.Empty<(int, int)>();
        var start = random.Next(4) == 0 ? 512 * random.Next(60) : random.Next(3 * Timescale);
        var duration = random.Next(3) == 0 ? 10 * MovieTimescale : random.Next(1, 3 * MovieTimescale);
        return [.. empty, (duration, start)];
    }

    private static byte[] WithEdits(byte[] file, (int Duration, int MediaTime)[] edits)
    {
        var tree = BoxTree.Parse(file);
        var body = new byte[8 + 12 * edits.Length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), edits.Length);
        for (var i = 0; i < edits.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(8 + 12 * i), edits[i].Duration);
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(12 + 12 * i), edits[i].MediaTime);
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(16 + 12 * i), 1 << 16);
        }
        var trak = tree["moov/trak"];
        trak.Children!.RemoveAll(box => box.Type == "edts");
        trak.Children.Add(new BoxTree { Type = "edts", Children = [new BoxTree { Type = "elst", Body = body }] });
        return tree.ToArray();
    }
}
