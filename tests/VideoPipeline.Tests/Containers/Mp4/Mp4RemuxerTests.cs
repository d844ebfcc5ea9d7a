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

    private const string LargeSamples = "-f lavfi -i testsrc2=s=640x360:d=8,noise=alls=20 -c:v mpeg4 -q:v 2 -g 25 OUT.mp4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_SeveralRanges_DecodesToTheirFrames()
    {
        var (source, index, path) = await MakeAsync($"{Gops} OUT.mp4");
        SampleRange[] ranges = [new(10, 20), new(40, 50), new(60, 70)];

        var frames = Oracle.RemuxedFrames(stream => WriteAsync(source, index, ranges, stream));

        var selected = ranges.SelectMany(range => index.Samples.Pts[range.Start..range.End]).ToHashSet();
        var shift = index.Frames!.Pts[0] - index.Samples.Pts[index.Frames.Sample[0]];
        var expected = Oracle.Frames(path).Select(frame => frame with { Pts = frame.Pts - shift });
        Assert.Equal(expected.Where(frame => selected.Contains(frame.Pts)), frames);
    }

    [Fact]
    public async Task WriteAsync_Range_WritesHeaderAndSamples()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        using var output = new MemoryStream();

        await WriteAsync(source, index, [new SampleRange(20, 30)], output);

        var header = BoxTree.Parse(HeaderOnly(output.ToArray(), index.Samples.Size[20..30].Sum(), out var samples));
        Assert.Equal(["ftyp", "moov"], header.Children!.Select(box => box.Type));
        Assert.Equal(SamplesOf(index, await File.ReadAllBytesAsync(_folder.File("0.mp4")), 20, 30), samples);
    }

    [Fact]
    public async Task WriteAsync_AudioBetweenSamples_SendsOneRequest()
    {
        var (source, index, _) = await MakeAsync("-f lavfi -i sine=d=3 " + $"{Gops} -c:a aac OUT.mp4");
        var before = source.Access;

        await WriteAsync(source, index, [new SampleRange(0, index.Samples.Count)], Stream.Null);

        Assert.Equal(1, source.Access.Requests - before.Requests);
    }

    [Fact]
    public async Task WriteAsync_DistantRanges_SendsSeveralRequestsAtTheSameTime()
    {
        var (source, index, _) = await MakeAsync(LargeSamples);
        SampleRange[] ranges = [.. Enumerable.Range(0, 8).Select(gop => new SampleRange(25 * gop, 25 * gop + 2))];
        await using var waiting = new WaitingSource(source, requests: 4);
        using MemoryStream expected = new(), actual = new();

        await WriteAsync(source, index, ranges, expected);
        await WriteAsync(waiting, index, ranges, actual).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(expected.ToArray(), actual.ToArray());
        var file = await File.ReadAllBytesAsync(_folder.File("0.mp4"));
        var samples = ranges.SelectMany(range => SamplesOf(index, file, range.Start, range.End)).ToArray();
        Assert.Equal(samples, expected.ToArray()[^samples.Length..]);
    }

    [Fact]
    public async Task WriteAsync_CanceledDuringRequests_ThrowsOperationCanceled()
    {
        var (source, index, _) = await MakeAsync(LargeSamples);
        SampleRange[] ranges = [.. Enumerable.Range(0, 8).Select(gop => new SampleRange(25 * gop, 25 * gop + 2))];
        await using var waiting = new WaitingSource(source, requests: 100);
        using var cancellation = new CancellationTokenSource();
        var writing = Mp4Remuxer.Instance.WriteAsync(waiting, index, ranges, Stream.Null, null, cancellation.Token);
        Assert.False(writing.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task WriteAsync_NegativeTimestamps_AreKept()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        var samples = index.Samples;
        var early = index with { Samples = Moved(samples, -5000) };

        var frames = Oracle.RemuxedFrames(stream => WriteAsync(source, early, [new SampleRange(0, 20)], stream));

        Assert.Equal(samples.Pts[..20].Select(pts => pts - 5000).Order(), frames.Select(frame => frame.Pts));
    }

    [Fact]
    public async Task WriteAsync_TimestampsBeyond32Bits_AreKept()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");
        var late = index with { Samples = Moved(index.Samples, 1L << 40) };

        var frames = Oracle.RemuxedFrames(stream => WriteAsync(source, late, [new SampleRange(10, 20)], stream));

        Assert.Equal(late.Samples.Pts[10..20].Order(), frames.Select(frame => frame.Pts));
    }

    [Fact]
    public async Task WriteAsync_BrokenPipe_ThrowsIOExceptionOfOutput()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        var failure = await Assert.ThrowsAsync<IOException>(
            () => WriteAsync(source, index, [new SampleRange(0, 70)], new BrokenPipe(4096)));

        Assert.Equal("Broken pipe", failure.Message);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(70, 76)]
    public async Task WriteAsync_InvalidRange_ThrowsInvalidInput(int start, int end)
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => WriteAsync(source, index, [new SampleRange(start, end)], Stream.Null));

        Assert.Contains($"range {start}:{end} is invalid", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_GuardRejectsSample_ReportsSampleAndReason()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(
            () => WriteAsync(source, index, [new SampleRange(3, 5)], Stream.Null, new RejectingGuard()));

        Assert.Contains("sample 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains(RejectingGuard.Reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindRandomAccessPointAsync_NoRandomAccessPoint_ReturnsFirstSample()
    {
        var (source, index, _) = await MakeAsync($"{Gops} OUT.mp4");

        Assert.Equal(0, await FindRandomAccessPointAsync(new RejectingGuard()));
        Assert.Equal(30, await FindRandomAccessPointAsync(ContainerFormats.GetGuard(index)!));

        ValueTask<int> FindRandomAccessPointAsync(ISampleGuard guard) =>
            Mp4Remuxer.Instance.FindRandomAccessPointAsync(source, index, 35, guard, CancellationToken.None);
    }

    [Fact]
    public async Task WriteAsync_FirstSampleIsNotRandomAccessPoint_ThrowsUnsplittable()
    {
        var path = Mp4Variants.Make(_folder, [$"{Gops} -intra-refresh 1 OUT.mp4", "-ss 1.3 -i IN -c copy OUT.mp4"]);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));
        var index = (await Mp4Indexer.ReadAsync(source, CancellationToken.None))!;

        var failure = await Assert.ThrowsAsync<UnsplittableVideoException>(
            () => WriteAsync(source, index, [new SampleRange(0, 10)], Stream.Null, ContainerFormats.GetGuard(index)));

        Assert.Contains("sample 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("does not start with a random access point", failure.Message, StringComparison.Ordinal);
    }

    private static Task WriteAsync(
        IVideoSource source, VideoIndex index, SampleRange[] ranges, Stream output, ISampleGuard? guard = null) =>
        Mp4Remuxer.Instance.WriteAsync(source, index, ranges, output, guard, CancellationToken.None);

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

    private static byte[] HeaderOnly(byte[] file, int dataBytes, out byte[] data)
    {
        data = file[^dataBytes..];
        return file[..^(dataBytes + 16)];
    }

    private static byte[] SamplesOf(VideoIndex index, byte[] file, int start, int end) =>
        Enumerable.Range(start, end - start)
            .SelectMany(row => file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray()).ToArray();

    /// <summary>A guard that rejects every sample.</summary>
    private sealed class RejectingGuard : ISampleGuard
    {
        public const string Reason = "the guard rejects it";

        public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => false;

        public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) => Reason;
    }

    /// <summary>A pipe that is closed by its reader after a number of bytes.</summary>
    private sealed class BrokenPipe(int capacity) : MemoryStream
    {
        private int _remaining = capacity;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            (_remaining -= buffer.Length) >= 0 ? ValueTask.CompletedTask : throw new IOException("Broken pipe");
    }
}
