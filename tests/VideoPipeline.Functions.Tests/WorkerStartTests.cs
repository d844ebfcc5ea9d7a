using System.Text.Json;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Files;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using VideoPipeline.Workers;
using Xunit;

namespace VideoPipeline.Functions.Tests;

/// <summary>The number of bytes that a worker reads from the store does not grow with the length of the video.</summary>
public sealed class WorkerStartTests : IDisposable
{
    private const int Frames = 1_000_000;
    private static readonly RunKeys s_keys = new("long");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decode_OneOfTenThousandRanges_ReadsLessThan256KiBOfTheStore()
    {
        var store = new CountingStore(FolderStore.Open(_folder.Root, TimeProvider.System));
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var index = await LongIndexAsync(video);
        await StoredIndex.WriteAsync(store, s_keys, new IndexFile(index, default, 0), default);
        var plan = Planner.Create(index, workers: 100, sharedProcessors: null, framesPerRange: 100, whole: null);
        await store.PutBytesAsync(s_keys.Plan, PlanFile.ToBytes(plan), default);
        Assert.InRange(plan.Ranges.Count, 10_000, 11_000);
        store.Reset();

        var result = await new DecodeFunction(store, new VideoSources(), new StillAnalyzerRegistry([]), TimeProvider.System)
            .Decode(
            new DecodeRequest
            {
                Run = s_keys.Execution,
                Input = JsonSerializer.SerializeToElement(new { video }),
                Range = plan.Ranges[0],
                Plan = plan,
            },
            new TestContext());

        Assert.Equal(plan.Ranges[0].End, result.Frames);
        Assert.InRange(store.BytesRead.Values.Sum(), 1, 256 * 1024);
        Assert.DoesNotContain(s_keys.Plan, store.BytesRead.Keys);
    }

    /// <summary>The index of a real video, extended by repeating its last GOP.</summary>
    private static async Task<VideoIndex> LongIndexAsync(string video)
    {
        await using var source = FileSource.Open(video);
        var index = (await Mp4Indexer.ReadAsync(source, default))!;
        var (samples, frames) = (index.Samples, index.Frames!);
        var (rows, gop) = (samples.Count, 24);
        int Template(int row) => row < rows ? row : rows / gop * gop - gop + row % gop; // a row of the last complete GOP
        long Delay(int row) => 512L * (row - Template(row));
        return index with
        {
            Samples = new SampleTable
            {
                Offset = Column(row => samples.Offset[Template(row)] + 3001L * (row - Template(row))),
                Size = Column(row => samples.Size[Template(row)]),
                Dts = Column(row => samples.Dts[Template(row)] + Delay(row)),
                Pts = Column(row => samples.Pts[Template(row)] + Delay(row)),
                IsKey = Column(row => samples.IsKey[Template(row)]),
            },
            Frames = new FrameTable
            {
                Sample = Column(row => frames.Sample[Template(row)] + row - Template(row)),
                Pts = Column(row => frames.Pts[Template(row)] + Delay(row)),
            },
        };
    }

    private static T[] Column<T>(Func<int, T> value) => [.. Enumerable.Range(0, Frames).Select(value)];
}
