using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Codecs;

/// <summary>Checks guards on samples of every supported codec, complete, changed and truncated.</summary>
public sealed class SampleGuardTests : IDisposable
{
    // The first samples of a video, and the lengths to which they are truncated.
    private const int TruncatedSamples = 6;
    private const int MaxTruncatedBytes = 200;

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
    public async Task IsRandomAccessPoint_EverySample_EqualsKeyFlagOfContainer(string variant)
    {
        var (file, index) = await MakeAsync(variant);
        var guard = ContainerFormats.GetGuard(index)!;

        Assert.Equal(index.Samples.IsKey, Rows(index).Select(row => guard.IsRandomAccessPoint(Sample(file, index, row))));
        Assert.All(Rows(index), row => Assert.Null(guard.FindUnsplittableReason(Sample(file, index, row))));
    }

    [Fact]
    public async Task IsRandomAccessPoint_PeriodicIntraRefresh_IsTrueForFirstSampleOnly()
    {
        var (file, index) = await MakeAsync("h264 intra refresh");
        var guard = ContainerFormats.GetGuard(index)!;

        Assert.True(index.Samples.IsKey.Count(key => key) > 1);
        Assert.Equal([0], Rows(index).Where(row => guard.IsRandomAccessPoint(Sample(file, index, row))));
    }

    [Theory]
    [InlineData("h264 closed", "0 pictures instead of one")]
    [InlineData("hevc closed", "0 pictures instead of one")]
    [InlineData("vp9", "0 shown frames instead of one")]
    [InlineData("av1", "0 shown frames instead of one")]
    [InlineData("mpeg4", "0 VOPs instead of one")]
    [InlineData("mpeg2", "does not have exactly one frame")]
    [InlineData("mjpeg", "not a JPEG picture")]
    [InlineData("prores", "not a ProRes frame")]
    [InlineData("png", "not a PNG picture")]
    public async Task FindUnsplittableReason_EmptySample_ReturnsReason(string variant, string reason)
    {
        var (_, index) = await MakeAsync(variant);
        Assert.Contains(reason, ContainerFormats.GetGuard(index)!.FindUnsplittableReason([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h264 closed", "2 pictures instead of one")]
    [InlineData("hevc closed", "2 pictures instead of one")]
    [InlineData("av1", "2 shown frames instead of one")]
    [InlineData("mpeg4", "2 VOPs instead of one")]
    [InlineData("mpeg2", "does not have exactly one frame")]
    public async Task FindUnsplittableReason_TwoFrames_ReturnsReason(string variant, string reason)
    {
        var (file, index) = await MakeAsync(variant);
        byte[] both = [.. Sample(file, index, 0), .. Sample(file, index, 1)];
        Assert.Contains(reason, ContainerFormats.GetGuard(index)!.FindUnsplittableReason(both), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hevc closed", new byte[] { 0x42, 0x01 }, 12, "parameter sets that are not in the sample description")]
    [InlineData("av1", new byte[] { 0x0A }, 7, "header")]
    [InlineData("mpeg2", new byte[] { 0x00, 0x00, 0x01, 0xB3 }, 4, "the size of its frames changes")]
    public async Task FindUnsplittableReason_ParametersDifferFromSampleDescription_ReturnsReason(
        string variant, byte[] mark, int offset, string reason)
    {
        var (file, index) = await MakeAsync(variant);
        var key = Sample(file, index, 0);
        key[key.AsSpan().IndexOf(mark) + offset] ^= 0x10;

        Assert.Contains(reason, ContainerFormats.GetGuard(index)!.FindUnsplittableReason(key), StringComparison.Ordinal);
    }

    // The units of these codecs have a length or an end marker, and the last one of a sample has the picture.
    [Theory]
    [InlineData("h264 open")]
    [InlineData("hevc open")]
    [InlineData("av1")]
    [InlineData("mjpeg")]
    public async Task FindUnsplittableReason_TruncatedSample_ReturnsReason(string variant)
    {
        var (guard, samples) = await TruncateAsync(variant);
        foreach (var (whole, truncated) in samples)
        {
            Assert.Null(guard.FindUnsplittableReason(whole));
            Assert.All(truncated, sample => Assert.False(string.IsNullOrWhiteSpace(guard.FindUnsplittableReason(sample))));
        }
    }

    // Picture data of these codecs has no length: from the end of the headers on, the result is that of the whole sample.
    [Theory]
    [InlineData("mpeg4")]
    [InlineData("mpeg2")]
    public async Task FindUnsplittableReason_SampleTruncatedInHeaders_ReturnsReason(string variant)
    {
        var (guard, samples) = await TruncateAsync(variant);
        foreach (var (whole, truncated) in samples)
        {
            Assert.Null(guard.FindUnsplittableReason(whole));
            var reasons = truncated.Select(sample => guard.FindUnsplittableReason(sample)).ToList();
            var rejected = reasons.TakeWhile(reason => !string.IsNullOrWhiteSpace(reason)).Count();
            Assert.InRange(rejected, 1, reasons.Count - 1);
            Assert.All(reasons.Skip(rejected), reason => Assert.Null(reason));
        }
    }

    // A truncated superframe has no index, and a frame no length: its headers decide.
    [Theory]
    [InlineData("vp9")]
    [InlineData("vp9 with hidden frames")]
    public async Task FindUnsplittableReason_TruncatedVp9Sample_ReturnsReasonOrResultOfWhole(string variant)
    {
        var (guard, samples) = await TruncateAsync(variant);
        foreach (var (whole, truncated) in samples)
        {
            Assert.Null(guard.FindUnsplittableReason(whole));
            Assert.All(truncated, sample => Assert.NotEqual("", guard.FindUnsplittableReason(sample)?.Trim()));
            Assert.All(truncated.Take(2), sample => Assert.NotNull(guard.FindUnsplittableReason(sample)));
        }
    }

    [Theory]
    [InlineData("h264 open")]
    [InlineData("hevc open")]
    [InlineData("vp9")]
    [InlineData("av1")]
    [InlineData("mpeg4")]
    [InlineData("mpeg2")]
    [InlineData("mjpeg")]
    public async Task IsRandomAccessPoint_TruncatedSample_IsTrueOnlyIfTrueForWhole(string variant)
    {
        var (guard, samples) = await TruncateAsync(variant);
        foreach (var (whole, truncated) in samples)
        {
            if (!guard.IsRandomAccessPoint(whole))
                Assert.All(truncated, sample => Assert.False(guard.IsRandomAccessPoint(sample)));
            if (!guard.ResetsDecoder(whole))
                Assert.All(truncated, sample => Assert.False(guard.ResetsDecoder(sample)));
        }
    }

    // The first samples of a video, each with the same sample truncated to every length, shortest first.
    private async Task<(ISampleGuard Guard, List<(byte[] Whole, List<byte[]> Truncated)> Samples)> TruncateAsync(string variant)
    {
        var (file, index) = await MakeAsync(variant);
        var samples = Rows(index).Take(TruncatedSamples).Select(row => Sample(file, index, row));
        return (ContainerFormats.GetGuard(index)!, [.. samples.Select(whole => (whole, Truncate(whole)))]);
    }

    private static List<byte[]> Truncate(byte[] sample) =>
        [.. Enumerable.Range(0, Math.Min(sample.Length, MaxTruncatedBytes)).Select(length => sample[..length])];

    private async Task<(byte[] File, VideoIndex Index)> MakeAsync(string variant)
    {
        var path = Mp4Variants.Make(_folder, Mp4Variants.Splittable.Single(other => other.Name == variant).Commands);
        var file = await File.ReadAllBytesAsync(path);
        return (file, (await Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None))!);
    }

    private static IEnumerable<int> Rows(VideoIndex index) => Enumerable.Range(0, index.Samples.Count);

    private static byte[] Sample(byte[] file, VideoIndex index, int row) =>
        file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray();
}
