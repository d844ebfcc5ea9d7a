using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Tests;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// PlanStills and Reduce by the number of synthetic partials, each in a process of its own with one processor and the memory of
/// Lambda with one vCPU. The results are compared with those of merging the partials in another order.
/// </summary>
internal sealed class Merge : IBenchmark
{
    private const int FramesPerRange = 250, Width = 854, Height = 480;

    /// <summary>
    /// The memory at which Lambda provides one vCPU (AWS Lambda developer guide, "Configure Lambda function memory").
    /// </summary>
    private const int MemoryMegabytes = 1769;

    /// <summary>
    /// The part of the memory of a container that .NET uses for its heap by default (<c>GCHeapHardLimitPercent</c>).
    /// </summary>
    private const double HeapPart = 0.75;

    /// <summary>The number of partials that the other order merges first.</summary>
    private const int GroupSize = 100;

    /// <summary>With more partials, merging in another order takes more memory than this benchmark should.</summary>
    private const int MaxCompared = 1_000;

    private static readonly int[] s_ranges = [1, 10, 100, 1_000, 10_000];

    private static readonly Settings s_settings = new("bucket", null, SharedProcessors: null);

    private static readonly StepRequest s_request = new()
    {
        Run = SyntheticRun.Keys.Execution,
        Input = JsonSerializer.SerializeToElement(new { video = "/synthetic.mp4" }),
    };

    public string Name => "merge";

    public string Description => "merging synthetic partials with the memory of one vCPU, by their number";

    public Chart Chart => new(
        ChartKind.Lines, "Merge by partials of 250 frames: processor time", "s", ["PlanStills", "Reduce"], "partials");

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var ranges in context.Cases(s_ranges, ranges => ranges <= 100)) rows.Add(await MeasureAsync(ranges));
        return rows;
    }

    /// <summary>Runs a step in this process, and prints its processor time in seconds and its peak memory in MB.</summary>
    public static async Task RunStepAsync(string step, string folder)
    {
        await RunStepAsync(step, Open(folder));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{process.TotalProcessorTime.TotalSeconds} {process.PeakWorkingSet64 / 1e6}"));
    }

    private static async Task<BenchmarkRow> MeasureAsync(int ranges)
    {
        using var temporary = new TemporaryFolder();
        var store = Open(temporary.Root);
        var run = new SyntheticRun(ranges, FramesPerRange, Width, Height);
        await run.WriteAsync(store);
        var bytes = new DirectoryInfo(store.GetPath("partials")).EnumerateFiles().Sum(file => file.Length);
        var analyzer = new StillAnalyzerSpec(SiftAnalyzer.Name, "1", Interval: null) { IncludesChangedFrames = true };
        await SetStillsAsync(store, run.Plan, [analyzer]);
        var planStills = await StartStepAsync("PlanStills", temporary.Root);
        await SetStillsAsync(store, run.Plan, null);
        var reduce = await StartStepAsync("Reduce", temporary.Root);
        if (ranges <= MaxCompared && !await CompareAsync(run, store))
            throw new InvalidOperationException("The order of merging changes the results.");
        return new BenchmarkRow(
            ranges.ToString("N0", CultureInfo.InvariantCulture),
            [
                new("PlanStills", "s", planStills.Seconds), new("its peak", "MB", planStills.Megabytes),
                new("Reduce", "s", reduce.Seconds), new("peak of Reduce", "MB", reduce.Megabytes),
                new("a partial", "kB", bytes / ranges / 1e3),
            ],
            ranges);
    }

    private static Task SetStillsAsync(FolderStore store, Plan plan, IReadOnlyList<StillAnalyzerSpec>? stills) =>
        store.PutBytesAsync(SyntheticRun.Keys.Plan, PlanFile.ToBytes(plan with { Stills = stills }), default);

    private static async Task<(double Seconds, double Megabytes)> StartStepAsync(string step, string folder)
    {
        // ulimit -d limits the private writable memory; .NET reserves more address space than ulimit -v allows. The environment
        // is that of a container of this size with one processor.
        var heap = (long)(HeapPart * MemoryMegabytes * (1 << 20));
        var command = $"ulimit -d {MemoryMegabytes * 1024} && " +
            $"export DOTNET_PROCESSOR_COUNT=1 DOTNET_GCHeapHardLimit={heap:x} && exec dotnet \"$0\" merge-step {step} \"$1\"";
        var output = await Programs.RunAsync("sh", ["-c", command, typeof(Merge).Assembly.Location, folder]);
        var words = output.Trim().Split('\n')[^1].Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static async Task RunStepAsync(string step, FolderStore store)
    {
        if (step == "Reduce")
        {
            var models = ModelLibrary.FromStore(new VideoSources(), "", store.GetPath("models"));
            await new ReduceFunction(store, s_settings, models, TimeProvider.System).Reduce(s_request, new Invocation());
        }
        else
        {
            await new PlanStillsFunction(store, s_settings, TimeProvider.System).PlanStills(s_request, new Invocation());
        }
    }

    private static async Task<bool> CompareAsync(SyntheticRun run, FolderStore store)
    {
        var partials = new DirectoryInfo(store.GetPath("partials")).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal);
        var groups = partials.Chunk(GroupSize).Select(group => Partial.Merge([.. group.Select(Read)]));
        var expected = RunResults.Compute(run.Index, selection: null, Partial.Merge([.. groups]));
        var same =
            await IsSameAsync(SyntheticRun.Keys.Frames, stream => NpzWriter.Write(stream, expected.Frames))
            & await IsSameAsync(SyntheticRun.Keys.Summary, stream => stream.Write(ResultJson.Write(expected.Summary)))
            & await IsSameAsync(SyntheticRun.Keys.Mean, stream => stream.Write(ImageFile.EncodePng(expected.Mean)))
            & await IsSameAsync(
                SyntheticRun.Keys.ContactSheet, stream => stream.Write(ImageFile.EncodeJpeg(expected.ContactSheet)));
        return same;

        async Task<bool> IsSameAsync(string key, Action<Stream> write)
        {
            await using var stored = (await store.GetAsync(key, default))!;
            var hash = await SHA256.HashDataAsync(stored);
            using var other = SHA256.Create();
            await using (var stream = new CryptoStream(Stream.Null, other, CryptoStreamMode.Write)) write(stream);
            return hash.AsSpan().SequenceEqual(other.Hash);
        }
    }

    private static Partial Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return PartialFile.Read(stream, file.Name);
    }

    private static FolderStore Open(string folder) => FolderStore.Open(folder, TimeProvider.System);

    private sealed class Invocation : TestContext
    {
        public override TimeSpan RemainingTime => TimeSpan.FromHours(1);

        public override int MemoryLimitInMB => MemoryMegabytes;
    }
}
