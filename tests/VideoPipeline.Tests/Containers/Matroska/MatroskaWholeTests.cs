using VideoPipeline.Containers.Matroska;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>What may not be cut, what is refused, and what is left to ffprobe.</summary>
public sealed class MatroskaWholeTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -pix_fmt yuv420p";
    private const string X264 = $"{Picture} -c:v libx264 -preset fast -g 10 -bf 2 OUT.mkv";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-c:v libx264 -x264-params interlaced=1 OUT.mkv", "h264", "it may be interlaced, and then two samples may be one frame")]
    [InlineData("-c:v prores_ks -pix_fmt yuv422p10le OUT.mkv", "prores", "cutting prores is not proven here")]
    public async Task ReadAsync_NotProvablyCuttable_SaysWhy(string arguments, string codec, string why)
    {
        var index = await IndexAsync($"{Picture} {arguments}");

        Assert.Equal((codec, why), (index!.Video.Codec, index.UnsplittableReason));
        Assert.Null(index.Frames);
        Assert.Null(index.Track);
        Assert.Equal(25, index.Samples.Count);
    }

    [Fact]
    public async Task ReadAsync_Transparency_SaysSo()
    {
        var index = await IndexAsync("-f lavfi -i testsrc2=s=96x64:r=25:d=1,format=yuva420p -c:v libvpx-vp9 -cpu-used 8 OUT.webm");

        Assert.Equal("its blocks carry more than frames (transparency, for instance)", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_LacedBlock_SaysSo()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[3] |= 0x06);

        Assert.Equal("several of its frames are laced into one block", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_CompressedByTheContainer_SaysSo()
    {
        var index = await IndexAsync(X264, segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(Encodings(type: 0)));

        Assert.Equal(("h264", "its samples are compressed once more by the container"), (index!.Video.Codec, index.UnsplittableReason));
    }

    [Fact]
    public async Task ReadAsync_Encrypted_IsUnsupported()
    {
        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(() =>
            IndexAsync(X264, segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(Encodings(type: 1))));

        Assert.Contains("encrypted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FramesBeforeZero_SaysSo()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[1] = 0x80);

        Assert.Equal("it has frames before time zero, whose times ffmpeg drops", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_FirstSampleNoKeyFrame_SaysSo()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[3] = 0);

        Assert.Equal("its first sample is no key frame", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_TwoFramesAtOneTime_SaysSo()
    {
        var index = await IndexAsync(X264, segment =>
        {
            var blocks = segment[ElementId.Cluster].All(ElementId.SimpleBlock).ToArray();
            blocks[3].Body.AsSpan(1, 2).CopyTo(blocks[4].Body.AsSpan(1));
        });

        Assert.Equal("several of its samples have the same presentation time", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_SampleWithoutBytes_SaysSo()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body = FirstBlock(segment).Body[..4]);

        Assert.Equal("it has samples without bytes", index!.UnsplittableReason);
    }

    public static TheoryData<string> OddNames => [.. s_odd.Keys];

    private static readonly Dictionary<string, Action<ElementTree>> s_odd = new()
    {
        ["an element that does not belong there"] = segment => segment[ElementId.Cluster].Children!.Add(ElementTree.Of(ElementId.TrackNumber, 1)),
        ["a cluster before the tracks"] = segment => segment.Children!.Insert(0, segment[ElementId.Cluster]),
        ["tracks twice"] = segment => segment.Children!.Insert(0, segment[ElementId.Tracks]),
        ["tracks after clusters"] = segment => segment.Children!.Add(segment[ElementId.Tracks]),
        ["a block of no track"] = segment => FirstBlock(segment).Body[0] = 0x85,
        ["a block too short"] = segment => FirstBlock(segment).Body = [0x81, 0],
        ["a cluster without time"] = segment => segment[ElementId.Cluster].Children!.RemoveAll(child => child.Id == ElementId.Timestamp),
        ["a codec by its Windows name"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.CodecId].Body = "V_MS/VFW/FOURCC"u8.ToArray(),
        ["delayed time stamps"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(ElementTree.Of(ElementId.CodecDelay, 1, 0, 0, 0)),
        ["scaled time stamps"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(ElementTree.Of(ElementId.TrackTimestampScale, 0x40, 0, 0, 0)),
        ["a projection"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.Video].Children!.Add(ElementTree.Of(ElementId.Projection)),
        ["no video"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.TrackType].Body = [2],
    };

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task ReadAsync_WhatFfmpegTreatsInItsOwnWay_IsLeftToFfprobe(string name) => Assert.Null(await IndexAsync(X264, s_odd[name]));

    [Fact]
    public async Task ReadAsync_TwoFilesJoined_IsLeftToFfprobe()
    {
        var file = await File.ReadAllBytesAsync(Mp4Variants.Make(_folder, [X264]));

        Assert.Null(await MatroskaIndexer.ReadAsync(new MemorySource([.. file, .. file]), CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A line of text")]
    [InlineData("\u001aE")]
    public async Task ReadAsync_NoMatroska_Null(string text) =>
        Assert.Null(await MatroskaIndexer.ReadAsync(new MemorySource(System.Text.Encoding.Latin1.GetBytes(text)), CancellationToken.None));

    private async Task<VideoIndex?> IndexAsync(string command, Action<ElementTree>? change = null)
    {
        var tree = ElementTree.Parse(await File.ReadAllBytesAsync(Mp4Variants.Make(_folder, [command])));
        change?.Invoke(tree[ElementId.Segment]);
        return await MatroskaIndexer.ReadAsync(new MemorySource(tree.ToArray()), CancellationToken.None);
    }

    private static ElementTree FirstBlock(ElementTree segment) => segment[ElementId.Cluster, ElementId.SimpleBlock];

    private static ElementTree Encodings(byte type) => new()
    {
        Id = ElementId.ContentEncodings,
        Children = [new ElementTree { Id = ElementId.ContentEncoding, Children = [ElementTree.Of(ElementId.ContentEncodingType, type)] }],
    };
}
