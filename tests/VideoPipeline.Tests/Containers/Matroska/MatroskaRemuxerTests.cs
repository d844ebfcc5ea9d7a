using VideoPipeline.Containers;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Errors;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

public sealed class MatroskaRemuxerTests : IDisposable
{
    private const string Gops = "-f lavfi -i testsrc2=s=64x48:r=25:d=3 -pix_fmt yuv420p -c:v libx264 -preset fast -g 10 -bf 2";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_SeveralRanges_DecodesToTheirFrames()
    {
        var (source, index, path) = await MakeAsync($"{Gops} OUT.mkv");
        SampleRange[] ranges = [new(10, 20), new(40, 50), new(60, 70)];

        var frames = Oracle.RemuxedFrames(MatroskaRemuxer.Instance, stream => WriteAsync(source, index, ranges, stream));

        var selected = ranges.SelectMany(range => index.Samples.Pts[range.Start..range.End]).ToHashSet();
        Assert.Equal(Oracle.Frames(path).Where(frame => selected.Contains(frame.Pts)), frames);
    }

    [Fact]
    public async Task WriteAsync_Range_CopiesTrackEntryAndWritesOneSamplePerCluster()
    {
        var (source, index, path) = await MakeAsync($"{Gops} OUT.mkv");
        using var output = new MemoryStream();

        await WriteAsync(source, index, [new SampleRange(20, 30)], output);

        var segment = ElementTree.Parse(output.ToArray())[ElementId.Segment];
        var original = await File.ReadAllBytesAsync(path);
        Assert.Equal(
            [ElementId.Info, ElementId.Tracks, .. Enumerable.Repeat(ElementId.Cluster, 10)],
            segment.Children!.Select(child => child.Id));
        Assert.True(original.AsSpan().IndexOf(((MatroskaTrack)index.Track!).Entry) > 0);
        Assert.True(output.ToArray().AsSpan().IndexOf(((MatroskaTrack)index.Track).Entry) > 0);
        Assert.Equal(
            Enumerable.Range(20, 10)
                .Select(row => original.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray()),
            segment.All(ElementId.Cluster).Select(cluster => cluster[ElementId.SimpleBlock].Body[11..]));
    }

    [Fact]
    public async Task WriteAsync_AudioBetweenSamples_SendsOneRequest()
    {
        var (source, index, _) = await MakeAsync("-f lavfi -i sine=d=3 " + $"{Gops} -c:a aac OUT.mkv");
        var before = source.Access;

        await WriteAsync(source, index, [new SampleRange(0, index.Samples.Count)], Stream.Null);

        Assert.Equal(1, source.Access.Requests - before.Requests);
    }

    [Fact]
    public async Task WriteAsync_DeserializedIndex_WritesTheSameStream()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mkv");
        var deserialized = IndexFile.Parse(new IndexFile(index, default, 0).ToBytes()).Index with { Samples = index.Samples };
        using MemoryStream expected = new(), actual = new();

        await WriteAsync(source, index, [new SampleRange(20, 30)], expected);
        await WriteAsync(source, deserialized, [new SampleRange(20, 30)], actual);

        Assert.Equal(expected.ToArray(), actual.ToArray());
        Assert.NotNull(ContainerFormats.GetGuard(deserialized));
    }

    [Fact]
    public async Task WriteAsync_FrameSizeChanges_ThrowsUnsplittable()
    {
        var (_, small, _) = await MakeAsync("-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v libvpx -cpu-used 8 OUT.webm");
        var (source, large, _) = await MakeAsync("-f lavfi -i testsrc2=s=96x64:r=25:d=1 -c:v libvpx -cpu-used 8 OUT.webm");

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(() => MatroskaRemuxer.Instance.WriteAsync(
            source, large, [new SampleRange(0, 1)], Stream.Null, ContainerFormats.GetGuard(small), CancellationToken.None));

        Assert.Contains("sample 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the size of its frames changes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_IndexWithoutMatroskaTrack_ThrowsInvalidInput()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mkv");

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() =>
            WriteAsync(source, index with { Track = null }, [new SampleRange(0, 1)], Stream.Null));

        Assert.Contains("cannot be split: it is not a Matroska file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsRandomAccessPoint_Vp8WithHiddenFrames_IsTrueForKeyFramesOnly()
    {
        var (_, index, path) = await MakeAsync(MatroskaVariantTests.HiddenVp8);
        var guard = ContainerFormats.GetGuard(index)!;
        var file = await File.ReadAllBytesAsync(path);

        Assert.True(index.Frames!.Count < index.Samples.Count);
        Assert.Equal(
            index.Samples.IsKey,
            Enumerable.Range(0, index.Samples.Count).Select(row =>
                guard.IsRandomAccessPoint(file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]))));
    }

    private static Task WriteAsync(IVideoSource source, VideoIndex index, SampleRange[] ranges, Stream output) =>
        MatroskaRemuxer.Instance.WriteAsync(source, index, ranges, output, null, CancellationToken.None);

    private async Task<(MemorySource Source, VideoIndex Index, string Path)> MakeAsync(params string[] commands)
    {
        var path = Mp4Variants.Make(_folder, commands);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));
        return (source, (await MatroskaIndexer.ReadAsync(source, CancellationToken.None))!, path);
    }
}
