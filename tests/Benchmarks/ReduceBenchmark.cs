using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.Lambda.Core;
using VideoPipeline.Functions;
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

namespace VideoPipeline.Benchmarks;

/// <summary>
/// Measures PlanStills and Reduce on synthetic partials of a portrait video, each in a process of its own with one processor and
/// the memory of Lambda with one vCPU, and compares the results with those of merging the partials in another order.
/// </summary>
internal static class ReduceBenchmark
{
    private const int Ranges = 10_000, FramesPerRange = 250, Width = 1080, Height = 1920;

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

    private static readonly Settings s_settings = new("bucket", null, SharedProcessors: null);

    private static readonly StepRequest s_request = new()
    {
        Run = SyntheticRun.Keys.Execution,
        Input = JsonSerializer.SerializeToElement(new { video = "/synthetic.mp4" }),
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["step", var step, var folder]) return await RunStepAsync(step, Open(folder));
        var ranges = arguments is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : Ranges;
        var frames = arguments is [_, var perRange, ..] ? int.Parse(perRange, CultureInfo.InvariantCulture) : FramesPerRange;
        var size = arguments is [_, _, var given] ? given : $"{Width}x{Height}";
        var sides = size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        var (width, height) = (sides[0], sides[1]);
        using var temporary = new TemporaryFolder();
        var store = Open(temporary.Root);
        var run = new SyntheticRun(ranges, frames, width, height);
        await run.WriteAsync(store);
        var bytes = new DirectoryInfo(Path.Combine(temporary.Root, "partials")).EnumerateFiles().Sum(file => file.Length);
        Console.WriteLine($"{ranges:N0} partials of {frames} frames, {width}×{height}: {bytes / ranges:N0} bytes each");

        var analyzer = new StillAnalyzerSpec(SiftAnalyzer.Name, "1", Interval: null) { IncludesChangedFrames = true };
        await SetStillsAsync(store, run.Plan, [analyzer]);
        await StartStepAsync("PlanStills", temporary.Root);
        await SetStillsAsync(store, run.Plan, null);
        await StartStepAsync("Reduce", temporary.Root);
        return await CompareAsync(run, store) ? 0 : 1;
    }

    private static Task SetStillsAsync(FolderStore store, Plan plan, IReadOnlyList<StillAnalyzerSpec>? stills) =>
        store.PutBytesAsync(SyntheticRun.Keys.Plan, PlanFile.ToBytes(plan with { Stills = stills }), default);

    private static async Task StartStepAsync(string step, string folder)
    {
        // ulimit -d limits the private writable memory; .NET reserves more address space than ulimit -v allows.
        var command = $"ulimit -d {MemoryMegabytes * 1024} && exec dotnet \"$0\" reduce step {step} \"$1\"";
        var start = new ProcessStartInfo("sh", ["-c", command, typeof(ReduceBenchmark).Assembly.Location, folder])
        {
            Environment =
            {
                ["DOTNET_PROCESSOR_COUNT"] = "1",
                ["DOTNET_GCHeapHardLimit"] = $"{(long)(HeapPart * MemoryMegabytes * (1 << 20)):x}",
            },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{step} ended with exit code {process.ExitCode}.");
    }

    private static async Task<int> RunStepAsync(string step, FolderStore store)
    {
        var started = Stopwatch.GetTimestamp();
        if (step == "Reduce")
        {
            var models = ModelLibrary.FromStore(new VideoSources(), "", store.GetPath("models"));
            await new ReduceFunction(store, s_settings, models, TimeProvider.System).Reduce(s_request, new Invocation());
        }
        else
        {
            await new PlanStillsFunction(store, s_settings, TimeProvider.System).PlanStills(s_request, new Invocation());
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{step}: {process.TotalProcessorTime.TotalSeconds:F1} s of processor time, of which " +
            $"{process.UserProcessorTime.TotalSeconds:F1} s in user mode; {elapsed:F1} s elapsed; peak " +
            $"{process.PeakWorkingSet64 >> 20:N0} MB resident of {MemoryMegabytes:N0} MB");
        return 0;
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
            var isSame = hash.AsSpan().SequenceEqual(other.Hash);
            Console.WriteLine($"{key}: {stored.Length:N0} bytes, {(isSame ? "the same" : "NOT the same")} as in groups");
            return isSame;
        }
    }

    private static Partial Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return PartialFile.Read(stream, file.Name);
    }

    private static FolderStore Open(string folder) => FolderStore.Open(folder, TimeProvider.System);

    private sealed class Invocation : ILambdaContext
    {
        public TimeSpan RemainingTime => TimeSpan.FromHours(1);

        public string AwsRequestId => "";

        public string FunctionName => "";

        public string FunctionVersion => "";

        public string InvokedFunctionArn => "";

        public int MemoryLimitInMB => MemoryMegabytes;

        public ILambdaLogger? Logger => null;

        public string? LogGroupName => null;

        public string? LogStreamName => null;

        public IClientContext? ClientContext => null;

        public ICognitoIdentity? Identity => null;
    }
}
