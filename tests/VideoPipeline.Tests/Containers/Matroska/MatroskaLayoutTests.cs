using System.Buffers.Binary;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>Files with layouts that other muxers write, compared with ffmpeg's sequential decode.</summary>
public sealed class MatroskaLayoutTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=2 -pix_fmt yuv420p";
    private const string X264 = $"{Picture} -c:v libx264 -preset fast -g 10 -bf 2 OUT.mkv";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(X264)]
    [InlineData($"{Picture} -c:v libvpx -g 10 -cpu-used 8 OUT.webm")]
    public async Task ReadAsync_BlockGroups_KeyFramesHaveNoReferenceBlock(string command)
    {
        var index = await IndexAsync(command, ConvertToBlockGroups);

        Assert.Contains(true, index.Samples.IsKey);
        Assert.Contains(false, index.Samples.IsKey);
    }

    [Fact]
    public async Task ReadAsync_UnknownSizes_FramesEqualSequentialDecode() => await IndexAsync(X264, segment =>
    {
        segment.HasUnknownSize = true;
        foreach (var cluster in Clusters(segment)) cluster.HasUnknownSize = true;
    });

    [Fact]
    public async Task ReadAsync_UnknownClusterSizesOnly_FramesEqualSequentialDecode() => await IndexAsync(X264, segment =>
    {
        foreach (var cluster in Clusters(segment)) cluster.HasUnknownSize = true;
    });

    [Fact]
    public async Task ReadAsync_VoidAndCrc32Elements_AreSkipped() => await IndexAsync(X264, segment =>
    {
        segment.Children!.Insert(0, ElementTree.Create(ElementId.Void, new byte[300]));
        foreach (var cluster in Clusters(segment))
        {
            cluster.Children!.Insert(0, ElementTree.Create(ElementId.Crc32, 1, 2, 3, 4));
            cluster.Children.Insert(2, ElementTree.Create(ElementId.PreviousSize, 7));
            cluster.Children.Add(ElementTree.Create(ElementId.Void));
        }
        segment.Children.Add(ElementTree.Create(ElementId.Void, new byte[5]));
    });

    [Theory]
    [InlineData(1000, "1/1000000")]
    [InlineData(333_333, "333333/1000000000")]
    [InlineData(41_666_667, "41666667/1000000000")]
    public async Task ReadAsync_OtherTimestampScale_TimeBaseEqualsFfmpeg(int nanoseconds, string timeBase)
    {
        var index = await IndexAsync(
            X264, segment => segment[ElementId.Info, ElementId.TimestampScale].Body = Bytes(nanoseconds));

        Assert.Equal(timeBase, index.Video.TimeBase.ToString());
    }

    [Fact]
    public async Task ReadAsync_NoTimestampScale_DefaultsToMilliseconds()
    {
        var index = await IndexAsync(
            X264,
            segment => segment[ElementId.Info].Children!.RemoveAll(child => child.Id == ElementId.TimestampScale));

        Assert.Equal("1/1000", index.Video.TimeBase.ToString());
    }

    [Fact]
    public async Task ReadAsync_TrackNumberOfTwoBytes_FindsItsBlocks() => await IndexAsync(X264, segment =>
    {
        segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.TrackNumber].Body = Bytes(300);
        foreach (var block in Blocks(segment)) block.Body = [0x41, 0x2C, .. block.Body[1..]];
    });

    [Fact]
    public async Task ReadAsync_NegativeRelativeTimestamps_FramesEqualSequentialDecode() => await IndexAsync(X264, segment =>
    {
        foreach (var cluster in Clusters(segment)) cluster[ElementId.Timestamp].Body = Bytes(Time(cluster) + 20_000);
        foreach (var block in Blocks(segment)) Move(block, -20_000);
    });

    [Fact]
    public async Task ReadAsync_TimestampsBeyond32Bits_AreKept()
    {
        var index = await IndexAsync(X264, segment =>
        {
            foreach (var cluster in Clusters(segment)) cluster[ElementId.Timestamp].Body = Bytes(Time(cluster) + (1L << 35));
        });

        Assert.True(index.Frames!.Pts[0] >= 1L << 35);
    }

    [Fact]
    public async Task ReadAsync_DefaultDurationContradictsTimestamps_UsesTimestamps() => await IndexAsync(X264, segment =>
        segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Single(child => child.Id == 0x23E383).Body = Bytes(7_000_000));

    private async Task<VideoIndex> IndexAsync(string command, Action<ElementTree> change)
    {
        var tree = ElementTree.Parse(await File.ReadAllBytesAsync(Mp4Variants.Make(_folder, [command])));
        change(tree[ElementId.Segment]);
        var file = tree.ToArray();
        var path = _folder.Write("changed.mkv", file);
        var source = new MemorySource(file);

        var index = await MatroskaIndexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 2);
        return index;
    }

    private static void ConvertToBlockGroups(ElementTree segment)
    {
        foreach (var cluster in Clusters(segment))
        {
            for (var i = 0; i < cluster.Children!.Count; i++)
            {
                if (cluster.Children[i] is not { Id: ElementId.SimpleBlock, Body: var body }) continue;
                var isKey = (body[3] & 0x80) != 0;
                body[3] = 0;
                ElementTree[] references = isKey ? [] : [ElementTree.Create(ElementId.ReferenceBlock, 0xD8)];
                cluster.Children[i] = new ElementTree
                {
                    Id = ElementId.BlockGroup,
                    Children = [ElementTree.Create(ElementId.Block, body), .. references],
                };
            }
        }
    }

    private static IEnumerable<ElementTree> Clusters(ElementTree segment) => segment.All(ElementId.Cluster);

    private static IEnumerable<ElementTree> Blocks(ElementTree segment) =>
        Clusters(segment).SelectMany(cluster => cluster.All(ElementId.SimpleBlock));

    private static long Time(ElementTree cluster) =>
        cluster[ElementId.Timestamp].Body.Aggregate(0L, (value, next) => value << 8 | next);

    private static void Move(ElementTree block, short ticks)
    {
        var time = block.Body.AsSpan(1);
        BinaryPrimitives.WriteInt16BigEndian(time, (short)(BinaryPrimitives.ReadInt16BigEndian(time) + ticks));
    }

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
