using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using VideoPipeline.Workers;
using Xunit;

namespace VideoPipeline.Functions.Tests;

/// <summary>Plan keeps ranges within the time limit of a worker on AWS, and only there.</summary>
public sealed class PlanTests : IDisposable
{
    private const int Frames = 100_000;
    private static readonly RunKeys s_keys = new("long");
    private readonly TemporaryFolder _folder = new();

    private IStore Store => FolderStore.Open(_folder.Root, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_UnsplittableFilmOnAws_FailsBeforeDecodingWithTheSeconds()
    {
        var error = await Assert.ThrowsAsync<LimitExceededException>(
            () => PlanAsync("frames are fields", sharedProcessors: null));
        Assert.Matches(
            @"\(frames are fields\): one worker would need about [0-9],[0-9]{3} s .* a worker on AWS has 900 s\.", error.Message);
        Assert.Null(await Store.GetBytesAsync(s_keys.Plan, default));
    }

    [Fact]
    public async Task Plan_UnsplittableFilmOnOneMachine_IsPlanned() =>
        Assert.Single((await PlanAsync("frames are fields", sharedProcessors: 2)).Ranges);

    [Fact]
    public async Task Plan_OneWorkerOnAws_GetsRangesWithinAThirdOfTheLimit() =>
        Assert.InRange((await PlanAsync(null, sharedProcessors: null)).Ranges.Count, 7, 30);

    private async Task<Plan> PlanAsync(string? unsplittable, int? sharedProcessors)
    {
        var index = Index() with { UnsplittableReason = unsplittable };
        await StoredIndex.WriteAsync(Store, s_keys, new IndexFile(index, default, 0), default);
        var request = new StepRequest
        {
            Run = s_keys.Execution,
            Input = JsonSerializer.SerializeToElement(new { video = "s3://bucket/film.mp4", workers = 1 }),
        };
        var settings = new Settings("bucket", null, sharedProcessors);
        await new PlanFunction(Store, settings, new StillAnalyzerRegistry([]), TimeProvider.System)
            .Plan(request, new TestContext());
        return PlanFile.Parse((await Store.GetBytesAsync(s_keys.Plan, default))!);
    }

    private static VideoIndex Index()
    {
        long[] times = [.. Enumerable.Range(0, Frames).Select(frame => (long)frame)];
        return new VideoIndex
        {
            Source = new SourceIdentity("s3://bucket/film.mp4", 1, null),
            Video = new VideoProperties
            {
                Container = "mov", Codec = "hevc", Stream = 0, Width = 3840, Height = 2160, Rotation = 0,
                TimeBase = new TimeBase(1, 24),
            },
            Samples = new SampleTable
            {
                Offset = times,
                Size = Enumerable.Repeat(50_000, Frames).ToArray(),
                Dts = times,
                Pts = times,
                IsKey = times.Select(frame => frame % 48 == 0).ToArray(),
            },
            Frames = new FrameTable { Sample = Enumerable.Range(0, Frames).ToArray(), Pts = times },
        };
    }
}
