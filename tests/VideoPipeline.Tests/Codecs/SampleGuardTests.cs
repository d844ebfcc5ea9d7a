using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Codecs;

public sealed class SampleGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("h264 closed")]
    [InlineData("h264 open")]
    [InlineData("hevc open")]
    [InlineData("hevc closed")]
    [InlineData("vp9")]
    [InlineData("vp9 with hidden frames")]
    [InlineData("av1")]
    [InlineData("mpeg4")]
    [InlineData("mpeg2")]
    [InlineData("mjpeg")]
    [InlineData("prores")]
    [InlineData("png")]
    public async Task StartsClean_EverySample_IsWhatTheContainerMarksAsKey(string variant)
    {
        var (file, index) = await MakeAsync(variant);
        var guard = ContainerFormats.GuardOf(index)!;

        Assert.Equal(index.Samples.IsKey, Rows(index).Select(row => guard.IsRandomAccessPoint(Sample(file, index, row))));
        Assert.All(Rows(index), row => Assert.Null(guard.FindUnsplittableReason(Sample(file, index, row))));
    }

    [Fact]
    public async Task StartsClean_PicturesRefreshedPartByPart_NeverButAtTheBeginning()
    {
        var (file, index) = await MakeAsync("h264 intra refresh");
        var guard = ContainerFormats.GuardOf(index)!;

        Assert.True(index.Samples.IsKey.Count(key => key) > 1);
        Assert.Equal([0], Rows(index).Where(row => guard.IsRandomAccessPoint(Sample(file, index, row))));
    }

    [Theory]
    [InlineData("h264 closed")]
    [InlineData("hevc closed")]
    [InlineData("vp9")]
    [InlineData("av1")]
    [InlineData("mpeg4")]
    [InlineData("mpeg2")]
    [InlineData("mjpeg")]
    [InlineData("prores")]
    [InlineData("png")]
    public async Task Objection_TwoFramesOrNone_Objects(string variant)
    {
        var (file, index) = await MakeAsync(variant);
        var guard = ContainerFormats.GuardOf(index)!;
        byte[] both = [.. Sample(file, index, 0), .. Sample(file, index, 1)];

        if (variant is not ("mjpeg" or "prores" or "png" or "vp9")) Assert.NotNull(guard.FindUnsplittableReason(both));
        Assert.NotNull(guard.FindUnsplittableReason([]));
    }

    [Theory]
    [InlineData("hevc closed", new byte[] { 0x42, 0x01 }, 12)]
    [InlineData("av1", new byte[] { 0x0A }, 7)]
    [InlineData("mpeg2", new byte[] { 0x00, 0x00, 0x01, 0xB3 }, 4)]
    public async Task Objection_ParametersInTheSampleDiffer_Objects(string variant, byte[] mark, int at)
    {
        var (file, index) = await MakeAsync(variant);
        var key = Sample(file, index, 0);
        key[key.AsSpan().IndexOf(mark) + at] ^= 0x10;

        Assert.NotNull(ContainerFormats.GuardOf(index)!.FindUnsplittableReason(key));
    }

    [Fact]
    public async Task Objection_AnySampleCutShort_NeverFails()
    {
        foreach (var (name, _) in Mp4Variants.Cuttable.Where(variant => variant.Name is "h264 open" or "hevc open" or "vp9" or "av1" or "mpeg4" or "mpeg2" or "mjpeg"))
        {
            var (file, index) = await MakeAsync(name);
            var guard = ContainerFormats.GuardOf(index)!;
            foreach (var row in Rows(index).Take(6))
            {
                var sample = Sample(file, index, row);
                for (var length = 0; length < Math.Min(sample.Length, 200); length++)
                {
                    guard.IsRandomAccessPoint(sample.AsSpan(0, length));
                    guard.FindUnsplittableReason(sample.AsSpan(0, length));
                }
            }
        }
    }

    private async Task<(byte[] File, VideoIndex Index)> MakeAsync(string variant)
    {
        var path = Mp4Variants.Make(_folder, Mp4Variants.Cuttable.Single(one => one.Name == variant).Commands);
        var file = await File.ReadAllBytesAsync(path);
        return (file, (await Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None))!);
    }

    private static IEnumerable<int> Rows(VideoIndex index) => Enumerable.Range(0, index.Samples.Count);

    private static byte[] Sample(byte[] file, VideoIndex index, int row) =>
        file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray();
}
