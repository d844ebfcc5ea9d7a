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

/// <summary>What a worker reads besides its samples does not grow with the video.</summary>
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
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        var index = await LongIndexAsync(video);
        await StoredIndex.WriteAsync(store, s_keys, new IndexFile(index, default, 0), default);
        var plan = Planner.Make(index, workers: 100, sharedProcessors: null, framesPerRange: 100, whole: null);
        await store.PutBytesAsync(s_keys.Plan, PlanFile.ToBytes(plan), default);
        Assert.InRange(plan.Ranges.Count, 10_000, 11_000);
        store.Forget();

        var answer = await new DecodeFunction(store, new VideoSources(), new StillAnalyzers([]), TimeProvider.System).Decode(
            new DecodeRequest
            {
                Run = s_keys.Execution,
                Input = JsonSerializer.SerializeToElement(new { video }),
                Range = plan.Ranges[0],
                Plan = plan,
            },
            new TestContext());

        Assert.Equal(plan.Ranges[0].End, answer.Frames);
        Assert.InRange(store.BytesRead.Values.Sum(), 1, 256 * 1024);
        Assert.DoesNotContain(s_keys.Plan, store.BytesRead.Keys);
    }

    /// <summary>The index of a real video, as if it went on as it ends.</summary>
    private static async Task<VideoIndex> LongIndexAsync(string video)
    {
        await using var source = FileSource.Open(video);
        var index = (await Mp4Indexer.ReadAsync(source, default))!;
        var (samples, frames) = (index.Samples, index.Frames!);
        var (rows, gop) = (samples.Count, 24);
        int Like(int row) => row < rows ? row : rows / gop * gop - gop + row % gop; // a row of the last whole GOP
        long Later(int row) => 512L * (row - Like(row));
        return index with
        {
            Samples = new SampleTable
            {
                Offset = Column(row => samples.Offset[Like(row)] + 3001L * (row - Like(row))),
                Size = Column(row => samples.Size[Like(row)]),
                Dts = Column(row => samples.Dts[Like(row)] + Later(row)),
                Pts = Column(row => samples.Pts[Like(row)] + Later(row)),
                IsKey = Column(row => samples.IsKey[Like(row)]),
            },
            Frames = new FrameTable
            {
                Sample = Column(row => frames.Sample[Like(row)] + row - Like(row)),
                Pts = Column(row => frames.Pts[Like(row)] + Later(row)),
            },
        };
    }

    private static T[] Column<T>(Func<int, T> value) => [.. Enumerable.Range(0, Frames).Select(value)];
}
