using VideoPipeline.Containers.Matroska;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>Files that cannot be split, are rejected, or are indexed by ffprobe.</summary>
public sealed class MatroskaUnsplittableTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -pix_fmt yuv420p";
    private const string X264 = $"{Picture} -c:v libx264 -preset fast -g 10 -bf 2 OUT.mkv";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "-c:v libx264 -x264-params interlaced=1 OUT.mkv", "h264", "it may be interlaced, so that two samples may form one frame")]
    [InlineData("-c:v prores_ks -pix_fmt yuv422p10le OUT.mkv", "prores", "splitting of prores is not supported")]
    public async Task ReadAsync_UnsplittableCodec_ReturnsReason(string arguments, string codec, string reason)
    {
        var index = await IndexAsync($"{Picture} {arguments}");

        Assert.Equal((codec, reason), (index!.Video.Codec, index.UnsplittableReason));
        Assert.Null(index.Frames);
        Assert.Null(index.Track);
        Assert.Equal(25, index.Samples.Count);
    }

    [Fact]
    public async Task ReadAsync_AlphaChannel_ReturnsReason()
    {
        var index = await IndexAsync(
            "-f lavfi -i testsrc2=s=96x64:r=25:d=1,format=yuva420p -c:v libvpx-vp9 -cpu-used 8 OUT.webm");

        Assert.Equal("its blocks have additional data (such as an alpha channel)", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_Lacing_ReturnsReason()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[3] |= 0x06);

        Assert.Equal("some of its blocks contain several frames (lacing)", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_ContentCompression_ReturnsReason()
    {
        var index = await IndexAsync(
            X264, segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(Encodings(type: 0)));

        Assert.Equal("h264", index!.Video.Codec);
        Assert.Equal("the container compresses its samples (ContentEncodings)", index.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_Encrypted_ThrowsUnsupported()
    {
        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(() =>
            IndexAsync(X264, segment => segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(Encodings(type: 1))));

        Assert.Contains("encrypted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NegativeTimestamps_ReturnsReason()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[1] = 0x80);

        Assert.Equal("it has frames with negative time stamps, which ffmpeg ignores", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_FirstSampleIsNotKeyFrame_ReturnsReason()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body[3] = 0);

        Assert.Equal("its first sample is not a key frame", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_DuplicatePresentationTime_ReturnsReason()
    {
        var index = await IndexAsync(X264, segment =>
        {
            var blocks = segment[ElementId.Cluster].All(ElementId.SimpleBlock).ToArray();
            blocks[3].Body.AsSpan(1, 2).CopyTo(blocks[4].Body.AsSpan(1));
        });

        Assert.Equal("several of its samples have the same presentation time", index!.UnsplittableReason);
    }

    [Fact]
    public async Task ReadAsync_EmptySample_ReturnsReason()
    {
        var index = await IndexAsync(X264, segment => FirstBlock(segment).Body = FirstBlock(segment).Body[..4]);

        Assert.Equal("it has empty samples", index!.UnsplittableReason);
    }

    public static TheoryData<string> ChangeNames => [.. s_changes.Keys];

    private static readonly Dictionary<string, Action<ElementTree>> s_changes = new()
    {
        ["misplaced element"] = segment =>
            segment[ElementId.Cluster].Children!.Add(ElementTree.Create(ElementId.TrackNumber, 1)),
        ["cluster before the tracks"] = segment => segment.Children!.Insert(0, segment[ElementId.Cluster]),
        ["tracks twice"] = segment => segment.Children!.Insert(0, segment[ElementId.Tracks]),
        ["tracks after clusters"] = segment => segment.Children!.Add(segment[ElementId.Tracks]),
        ["block of an unknown track"] = segment => FirstBlock(segment).Body[0] = 0x85,
        ["block without a complete header"] = segment => FirstBlock(segment).Body = [0x81, 0],
        ["cluster without a time stamp"] = segment =>
            segment[ElementId.Cluster].Children!.RemoveAll(child => child.Id == ElementId.Timestamp),
        ["codec with a Windows FourCC"] = segment =>
            segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.CodecId].Body = "V_MS/VFW/FOURCC"u8.ToArray(),
        ["codec delay"] = segment =>
            segment[ElementId.Tracks, ElementId.TrackEntry].Children!.Add(ElementTree.Create(ElementId.CodecDelay, 1, 0, 0, 0)),
        ["track time stamp scale"] = segment =>
            segment[ElementId.Tracks, ElementId.TrackEntry].Children!
                .Add(ElementTree.Create(ElementId.TrackTimestampScale, 0x40, 0, 0, 0)),
        ["projection"] = segment =>
            segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.Video].Children!.Add(
                ElementTree.Create(ElementId.Projection)),
        ["no video"] = segment => segment[ElementId.Tracks, ElementId.TrackEntry, ElementId.TrackType].Body = [2],
    };

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task ReadAsync_FfmpegSpecificHandling_ReturnsNull(string name) =>
        Assert.Null(await IndexAsync(X264, s_changes[name]));

    // Proves that rewriting the file does not itself make the indexer return null.
    [Fact]
    public async Task ReadAsync_RewrittenWithoutChange_CanBeSplit()
    {
        var index = await IndexAsync(X264);

        Assert.Null(index!.UnsplittableReason);
        Assert.Equal(25, index.Frames!.Count);
    }

    [Fact]
    public async Task ReadAsync_TwoConcatenatedFiles_ReturnsNull()
    {
        var file = await File.ReadAllBytesAsync(Mp4Variants.Make(_folder, [X264]));

        Assert.Null(await MatroskaIndexer.ReadAsync(new MemorySource([.. file, .. file]), CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A line of text")]
    [InlineData("\u001aE")]
    public async Task ReadAsync_NotMatroska_ReturnsNull(string text) =>
        Assert.Null(await MatroskaIndexer.ReadAsync(
            new MemorySource(System.Text.Encoding.Latin1.GetBytes(text)), CancellationToken.None));

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
        Children =
        [
            new ElementTree { Id = ElementId.ContentEncoding,
                Children = [ElementTree.Create(ElementId.ContentEncodingType, type)] },
        ],
    };
}
