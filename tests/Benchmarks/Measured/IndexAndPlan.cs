using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// The start of a run by the length of the video, on a web server: the indexing, the planning of up to ten thousand ranges, and
/// what a worker reads before its samples. The last case is a synthetic index.
/// </summary>
internal sealed class IndexAndPlan : IBenchmark
{
    private const int Ranges = 10_000, Repetitions = 5, FramesPerSecond = 24;
    private static readonly double[] s_lengths = [10, 60, 600, 3600, 3 * 3600];
    private static readonly RunKeys s_keys = new("benchmark");

    public string Name => "index";

    public string Description => "indexing over HTTP, planning and the start of a worker, by the length of the video";

    public Chart Chart => new(
        ChartKind.Lines, "Index and plan by length of the video", "ms", ["index", "plan"], "seconds of video");

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var store = new CountingStore(FolderStore.Open(context.Folder.File("store"), TimeProvider.System));
        var rows = new List<BenchmarkRow>();
        VideoIndex? last = null;
        foreach (var seconds in context.Cases(s_lengths, seconds => seconds <= 600))
        {
            var video = context.Videos.OfLength(seconds);
            await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
            var address = server.Address(Path.GetFileName(video));
            var (times, (index, access)) = await MeasureAsync(() => IndexAsync(address, context.Folder.Root));
            last = index;
            rows.Add(new BenchmarkRow(
                Length(seconds),
                [
                    Measurement.Of("index", "ms", times), new("requests", "", access.Requests),
                    new("read", "MB", access.Bytes / 1e6), .. await PlanAsync(store, index),
                ],
                seconds));
        }
        const double TenHours = 10 * 3600;
        rows.Add(new BenchmarkRow("10 h, synthetic", await PlanAsync(store, Synthetic(last!, TenHours)), TenHours));
        return rows;
    }

    private static string Length(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
    };

    private static async Task<IReadOnlyList<Measurement>> PlanAsync(CountingStore store, VideoIndex index)
    {
        await StoredIndex.WriteAsync(store, s_keys, new IndexFile(index, default, 0), default);
        var (times, plan) = await MeasureAsync(() => PlanAsync((IStore)store));
        store.Reset();
        await StartAsync(store, plan.Ranges[plan.Ranges.Count / 2]);
        return
        [
            Measurement.Of("plan", "ms", times), new("frames", "", index.Frames!.Count), new("ranges", "", plan.Ranges.Count),
            new("a worker reads", "kB", store.BytesRead.Values.Sum() / 1e3),
        ];
    }

    private static VideoIndex Synthetic(VideoIndex template, double seconds)
    {
        const int Gop = 12;
        var rows = (int)seconds * FramesPerSecond;
        var times = Enumerable.Range(0, rows).Select(row => 512L * row).ToArray();
        var random = new Random(1);
        return template with
        {
            Samples = new SampleTable
            {
                Offset = [.. Enumerable.Range(0, rows).Select(row => 10_000L * row)],
                Size = [.. times.Select(_ => random.Next(500, 10_000))],
                Dts = times,
                Pts = times,
                IsKey = [.. Enumerable.Range(0, rows).Select(row => row % Gop == 0)],
            },
            Frames = new FrameTable { Sample = [.. Enumerable.Range(0, rows)], Pts = times },
        };
    }

    private static async Task<(VideoIndex, AccessCount)> IndexAsync(string address, string folder)
    {
        await using var source = await new VideoSources().OpenAsync(address, expected: null, default);
        return (await Indexer.ReadAsync(source, folder, default), source.Access);
    }

    private static async Task<Plan> PlanAsync(IStore store)
    {
        var index = (await StoredIndex.OpenAsync(store, s_keys, default)).Index;
        await index.EnsureAllLoadedAsync(default);
        var framesPerRange = Math.Max(1, index.Frames!.Count / Ranges);
        var plan = Planner.Create(index, workers: 100, sharedProcessors: null, framesPerRange, whole: null);
        await store.PutBytesAsync(s_keys.Plan, PlanFile.ToBytes(plan), default);
        return plan;
    }

    private static async Task<DecodeSpan> StartAsync(IStore store, PlannedRange range)
    {
        var index = (await StoredIndex.OpenAsync(store, s_keys, default)).Index;
        return await DecodeSpan.ReadAsync(index.Samples, index.Frames!, new FrameRange(range.Start, range.End!.Value), default);
    }

    // The first call of a process, which compiles, is not counted.
    private static async Task<(IReadOnlyList<double> Milliseconds, T Result)> MeasureAsync<T>(Func<Task<T>> action)
    {
        var result = await action();
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            var started = Stopwatch.GetTimestamp();
            result = await action();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return (times, result);
    }
}
