using System.Diagnostics;
using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// Measures the start of a run of a long video on a web server: the indexing, the planning of ten thousand ranges, and what a
/// worker reads before its samples.
/// </summary>
internal static class IndexBenchmark
{
    private const int Ranges = 10_000;
    private const int Repetitions = 7;
    private static readonly RunKeys s_keys = new("benchmark");

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var video = arguments is [var given] ? Path.GetFullPath(given) : ThreeHours(folder);
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
        var address = server.Address(Path.GetFileName(video));
        var store = new CountingStore(FolderStore.Open(folder.File("store"), TimeProvider.System));
        var bytes = new FileInfo(video).Length;
        Console.WriteLine($"{Path.GetFileName(video)}, {bytes:N0} bytes; first call, then the median of {Repetitions} calls");

        var (index, access) = await MeasureAsync("index over HTTP", () => IndexAsync(address, folder.Root));
        Console.WriteLine($"  {access.Requests} requests, {access.Bytes:N0} bytes");
        Console.WriteLine($"  {index.Samples.Count:N0} samples, {index.Frames?.Count:N0} frames");

        await MeasureAsync("write to the store", () => WriteAsync(store, index));
        var (json, tables) = (SizeOf(folder, s_keys.Index), SizeOf(folder, s_keys.IndexTables));
        var perSample = (double)tables / index.Samples.Count;
        Console.WriteLine($"  index.json {json:N0} bytes, index.tables {tables:N0} bytes, {perSample:F2} per sample");

        await PlanAndStartAsync(store);
        Console.WriteLine("ten hours, synthetic index");
        await WriteAsync(store, TenHours(index));
        await PlanAndStartAsync(store);
        return 0;
    }

    private static async Task PlanAndStartAsync(CountingStore store)
    {
        var plan = await MeasureAsync("read the index and plan", () => PlanAsync(store));
        Console.WriteLine($"  {plan.Ranges.Count:N0} ranges of {plan.Frames:N0} frames");
        store.Reset();
        await MeasureAsync("start a worker", () => StartAsync(store, plan.Ranges[plan.Ranges.Count / 2]));
        Console.WriteLine($"  {store.BytesRead.Values.Sum() / (Repetitions + 1):N0} bytes read from the store");
    }

    private static string ThreeHours(TemporaryFolder folder)
    {
        var film = Path.Combine(Repository.SharedData ?? "", "videos", "agent327_480p_remux.mp4");
        Ffmpeg.Run("-stream_loop", "46", "-i", film, "-c", "copy", folder.File("three-hours.mp4"));
        return folder.File("three-hours.mp4");
    }

    private static VideoIndex TenHours(VideoIndex template)
    {
        const int Rows = 10 * 3600 * 24;
        const int Gop = 12;
        var times = Enumerable.Range(0, Rows).Select(row => 512L * row).ToArray();
        var random = new Random(1);
        var sizes = times.Select(_ => random.Next(500, 10_000)).ToArray();
        return template with
        {
            Samples = new SampleTable
            {
                Offset = [.. Enumerable.Range(0, Rows).Select(row => 10_000L * row)],
                Size = sizes,
                Dts = times,
                Pts = times,
                IsKey = [.. Enumerable.Range(0, Rows).Select(row => row % Gop == 0)],
            },
            Frames = new FrameTable { Sample = [.. Enumerable.Range(0, Rows)], Pts = times },
        };
    }

    private static async Task<(VideoIndex, AccessCount)> IndexAsync(string address, string folder)
    {
        await using var source = await new VideoSources().OpenAsync(address, expected: null, default);
        return (await Indexer.ReadAsync(source, folder, default), source.Access);
    }

    private static async Task<bool> WriteAsync(IStore store, VideoIndex index)
    {
        await StoredIndex.WriteAsync(store, s_keys, new IndexFile(index, default, 0), default);
        return true;
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

    private static async Task<T> MeasureAsync<T>(string name, Func<Task<T>> action)
    {
        var seconds = new List<double>();
        T result;
        do
        {
            var started = Stopwatch.GetTimestamp();
            result = await action();
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        while (seconds.Count <= Repetitions);
        Console.WriteLine($"{name,-40}{seconds[0],8:F3} s {seconds.Skip(1).Order().ElementAt(Repetitions / 2),8:F3} s");
        return result;
    }

    private static long SizeOf(TemporaryFolder folder, string key) =>
        new FileInfo(Path.Combine(folder.File("store"), key)).Length;
}
