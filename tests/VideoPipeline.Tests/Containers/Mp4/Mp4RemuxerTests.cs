using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

public sealed class Mp4RemuxerTests : IDisposable
{
    private const string Gops = "-f lavfi -i testsrc2=s=64x48:r=25:d=3 -pix_fmt yuv420p -c:v libx264 -preset fast -g 10 -bf 2";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_SeveralRanges_GivesTheFramesOfEach()
    {
        var (source, index, path) = await MakeAsync($"{Gops} OUT.mp4");
        SampleRange[] ranges = [new(10, 20), new(40, 50), new(60, 70)];

        var frames = Oracle.SliceFrames(stream => Mp4Remuxer.Instance.WriteAsync(source, index, ranges, stream, null, CancellationToken.None));

        var wanted = ranges.SelectMany(range => index.Samples.Pts[range.Start..range.End]).ToHashSet();
        var shift = index.Frames!.Pts[0] - index.Samples.Pts[index.Frames.Sample[0]];
        Assert.Equal(Oracle.Frames(path).Where(frame => wanted.Contains(frame.Pts - shift)).Select(frame => (frame.Pts - shift, frame.Md5)), frames);
    }

    [Fact]
    public async Task WriteAsync_AnyRange_WritesItsHeaderAndTheSamplesAlone()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        using var output = new MemoryStream();

        await Mp4Remuxer.Instance.WriteAsync(source, index, [new SampleRange(20, 30)], output, null, CancellationToken.None);

        var slice = BoxTree.Parse(HeaderOnly(output.ToArray(), index.Samples.Size[20..30].Sum(), out var samples));
        Assert.Equal(["ftyp", "moov"], slice.Children!.Select(box => box.Type));
        Assert.Equal(SamplesOf(index, await File.ReadAllBytesAsync(_folder.File("0.mp4")), 20, 30), samples);
    }

    [Fact]
    public async Task WriteAsync_SoundBetweenTheSamples_ReadsThemInOneRequest()
    {
        var (source, index, _) = await MakeAsync("-f lavfi -i sine=d=3 " + $"{Gops} -c:a aac OUT.mp4");
        var before = source.Access;

        await Mp4Remuxer.Instance.WriteAsync(source, index, [new SampleRange(0, index.Samples.Count)], Stream.Null, null, CancellationToken.None);

        Assert.Equal(1, source.Access.Requests - before.Requests);
    }

    [Fact]
    public async Task WriteAsync_RangesFarApart_AsksForSeveralAtOnce()
    {
        var (source, index, _) = await MakeAsync("-f lavfi -i testsrc2=s=640x360:d=8,noise=alls=20 -c:v mpeg4 -q:v 2 -g 25 OUT.mp4");
        SampleRange[] ranges = [.. Enumerable.Range(0, 8).Select(gop => new SampleRange(25 * gop, 25 * gop + 2))];
        await using var waiting = new WaitingSource(source, requests: 4);
        using MemoryStream one = new(), atOnce = new();

        await Mp4Remuxer.Instance.WriteAsync(source, index, ranges, one, null, CancellationToken.None);
        await Mp4Remuxer.Instance.WriteAsync(waiting, index, ranges, atOnce, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(one.ToArray(), atOnce.ToArray());
        var file = await File.ReadAllBytesAsync(_folder.File("0.mp4"));
        var samples = ranges.SelectMany(range => SamplesOf(index, file, range.Start, range.End)).ToArray();
        Assert.Equal(samples, one.ToArray()[^samples.Length..]);
    }

    [Fact]
    public async Task WriteAsync_CancelledWhileRangesAreAskedFor_Ends()
    {
        var (source, index, _) = await MakeAsync("-f lavfi -i testsrc2=s=640x360:d=8,noise=alls=20 -c:v mpeg4 -q:v 2 -g 25 OUT.mp4");
        SampleRange[] ranges = [.. Enumerable.Range(0, 8).Select(gop => new SampleRange(25 * gop, 25 * gop + 2))];
        await using var waiting = new WaitingSource(source, requests: 100);
        using var leave = new CancellationTokenSource();
        var writing = Mp4Remuxer.Instance.WriteAsync(waiting, index, ranges, Stream.Null, null, leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task WriteAsync_FramesBeforeZero_KeepTheirTime()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        var samples = index.Samples;
        var early = index with { Samples = Moved(samples, -5000) };

        var frames = Oracle.SliceFrames(stream => Mp4Remuxer.Instance.WriteAsync(source, early, [new SampleRange(0, 20)], stream, null, CancellationToken.None));

        Assert.Equal(samples.Pts[..20].Select(pts => pts - 5000).Order(), frames.Select(frame => frame.Pts));
    }

    [Fact]
    public async Task WriteAsync_TimesBeyond32Bits_KeepTheirTime()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        var late = index with { Samples = Moved(index.Samples, 1L << 40) };

        var frames = Oracle.SliceFrames(stream => Mp4Remuxer.Instance.WriteAsync(source, late, [new SampleRange(10, 20)], stream, null, CancellationToken.None));

        Assert.Equal(late.Samples.Pts[10..20].Order(), frames.Select(frame => frame.Pts));
    }

    [Fact]
    public async Task WriteAsync_ReaderLeft_PassesTheFailureOn()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        await Assert.ThrowsAsync<IOException>(() =>
            Mp4Remuxer.Instance.WriteAsync(source, index, [new SampleRange(0, 70)], new BrokenPipe(4096), null, CancellationToken.None));
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(70, 76)]
    public async Task WriteAsync_NoRangeOfTheTable_SaysSo(int start, int end)
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        await Assert.ThrowsAsync<InvalidInputException>(() =>
            Mp4Remuxer.Instance.WriteAsync(source, index, [new SampleRange(start, end)], Stream.Null, null, CancellationToken.None));
    }

    [Fact]
    public async Task WriteAsync_GuardObjects_NamesTheSampleAndTheReason()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(() =>
            Mp4Remuxer.Instance.WriteAsync(source, index, [new SampleRange(3, 5)], Stream.Null, new Objecting(), CancellationToken.None));

        Assert.Contains("sample 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the weather is bad", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindStartAsync_KeySamplesNotClean_GoesBackToTheBeginning()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        Assert.Equal(0, await Mp4Remuxer.Instance.FindRandomAccessPointAsync(source, index, 35, new Objecting(), CancellationToken.None));
        Assert.Equal(30, await Mp4Remuxer.Instance.FindRandomAccessPointAsync(source, index, 35, ContainerFormats.GuardOf(index)!, CancellationToken.None));
    }

    [Fact]
    public async Task WriteAsync_VideoBeginsAmidDependentPictures_SaysSo()
    {
        var path = Mp4Variants.Make(_folder, [$"{Gops} -intra-refresh 1 OUT.mp4", "-ss 1.3 -i IN -c copy OUT.mp4"]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));
        var index = (await Mp4Indexer.ReadAsync(source, CancellationToken.None))!;

        await Assert.ThrowsAsync<UnsplittableVideoException>(() => Mp4Remuxer.Instance.WriteAsync(
            source, index, [new SampleRange(0, 10)], Stream.Null, ContainerFormats.GuardOf(index), CancellationToken.None));
    }

    private async Task<(MemorySource Source, VideoIndex Index, string Path)> MakeAsync(string command)
    {
        var path = Mp4Variants.Make(_folder, [command]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));
        return (source, (await Mp4Indexer.ReadAsync(source, CancellationToken.None))!, path);
    }

    private static SampleTable Moved(SampleTable samples, long ticks) => new()
    {
        Offset = samples.Offset,
        Size = samples.Size,
        Dts = samples.Dts.Select(dts => dts + ticks).ToArray(),
        Pts = samples.Pts.Select(pts => pts + ticks).ToArray(),
        IsKey = samples.IsKey,
    };

    private static byte[] HeaderOnly(byte[] slice, int dataBytes, out byte[] data)
    {
        data = slice[^dataBytes..];
        return slice[..^(dataBytes + 16)];
    }

    private static byte[] SamplesOf(VideoIndex index, byte[] file, int start, int end) =>
        Enumerable.Range(start, end - start)
            .SelectMany(row => file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray()).ToArray();

    private sealed class Objecting : ISampleGuard
    {
        public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => false;

        public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) => "the weather is bad";
    }

    /// <summary>A pipe whose reader leaves after some bytes.</summary>
    private sealed class BrokenPipe(int taken) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            (taken -= buffer.Length) >= 0 ? ValueTask.CompletedTask : throw new IOException("Broken pipe");
    }
}
