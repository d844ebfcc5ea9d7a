using VideoPipeline.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Http;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.FaultInjection;

/// <summary>How a schedule ended.</summary>
/// <param name="Seed">The seed of the schedule.</param>
/// <param name="End">How the run under faults ended: <c>SUCCEEDED</c> or the error.</param>
/// <param name="Faults">The number of faults.</param>
/// <param name="Violation">What must not happen; null if nothing did.</param>
internal sealed record ScheduleOutcome(int Seed, string End, long Faults, string? Violation)
{
    public override string ToString() => $"seed {Seed}: {End}, {Faults} faults{(Violation is null ? "" : $": {Violation}")}";
}

/// <summary>
/// Runs a clip from a web server through the state machine, with the functions in this process. The server, the store, the
/// functions and ffmpeg fail by a <see cref="FaultSchedule"/>.
/// </summary>
internal sealed class TestBed : IAsyncDisposable
{
    private const string Clip = "clip.mp4", Bucket = "local", Clean = "clean";
    private const int TimeFactor = 30;

    // What a run may fail with: the types of this product, and those of the state machine and of Lambda.
    private static readonly string[] s_typed =
    [
        "VideoNotFoundException", "VideoAccessDeniedException", "UnsupportedVideoException", "CorruptVideoException",
        "VideoChangedException", "InvalidInputException", "LimitExceededException", "SourceUnavailableException",
        "CorruptResultException", "Runtime.ExitError", "States.Timeout", "States.ItemReaderFailed",
        "States.ExceedToleratedFailureThreshold",
    ];

    private static readonly string[] s_files =
        ["summary.json", "frames.npz", "mean.png", "contact-sheet.jpg", "shots.csv", "shots.otio", "chapters.vtt"];

    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly SamTemplate _template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml"));
    private readonly RangeServer _server;
    private readonly Dictionary<string, byte[]> _expected = [];

    private readonly TemporaryFolder _videos;

    private TestBed(RangeServer server, TemporaryFolder videos) => (_server, _videos) = (server, videos);

    /// <summary>Makes the clip and the results of a run without faults.</summary>
    public static async Task<TestBed> CreateAsync()
    {
        var videos = new TemporaryFolder();
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=4", "-c:v", "libx264", "-g", "12", "-bf", "2", "-pix_fmt", "yuv420p",
            videos.File(Clip));
        var bed = new TestBed(await RangeServer.StartAsync(videos.Root), videos);
        var none = new FaultSchedule(0) { IsActive = false };
        var store = bed.Store(none, Clean);
        var (end, violation) = await bed.AttemptAsync(none, store, Clean, Clean);
        if (end != "SUCCEEDED") throw new InvalidOperationException($"The run without faults failed: {end} {violation}");
        foreach (var file in s_files) bed._expected[file] = File.ReadAllBytes(bed.ResultOf(Clean, Clean, file));
        return bed;
    }

    /// <summary>Runs the clip under a schedule, and once more when the faults have stopped.</summary>
    public async Task<ScheduleOutcome> RunAsync(int seed)
    {
        var schedule = new FaultSchedule(seed);
        var name = $"seed-{seed}";
        var store = Store(schedule, name);
        var address = _server.Address(Clip);
        _server.FaultOf = _ => schedule.NextRequest(address);
        var (end, violation) = await AttemptAsync(schedule, store, name, "faults");
        schedule.IsActive = false;
        var finished = store.Writes.Keys.Where(key => key.StartsWith("partials/", StringComparison.Ordinal)).ToHashSet();
        store.Writes.Clear();
        var (again, secondViolation) = await AttemptAsync(schedule, store, name, "rerun");
        violation ??= secondViolation is null ? null : $"the rerun: {secondViolation}";
        violation ??= again == "SUCCEEDED" ? null : $"the rerun without faults ended with {again}";
        violation ??= store.Writes.Keys.FirstOrDefault(finished.Contains) is { } key ? $"{key} was computed again" : null;
        Directory.Delete(_folder.File(name), recursive: true);
        return new ScheduleOutcome(seed, end, schedule.Faults, violation);
    }

    /// <summary>Runs the clip without faults.</summary>
    /// <exception cref="InvalidOperationException">It did not end in the results of the first run.</exception>
    public async Task RunWithoutFaultsAsync(string name)
    {
        var none = new FaultSchedule(0) { IsActive = false };
        _server.FaultOf = null;
        var (end, violation) = await AttemptAsync(none, Store(none, name), name, name);
        Directory.Delete(_folder.File(name), recursive: true);
        if (end != "SUCCEEDED" || violation is not null) throw new InvalidOperationException($"{name}: {end} {violation}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _videos.Dispose();
        _folder.Dispose();
    }

    private FaultyStore Store(FaultSchedule schedule, string name) =>
        new(FolderStore.Open(_folder.File(name), TimeProvider.System), schedule);

    private string ResultOf(string store, string run, string file) =>
        Path.Combine(_folder.File(store), new RunKeys(run).Prefix, file);

    private async Task<(string End, string? Violation)> AttemptAsync(
        FaultSchedule schedule, FaultyStore store, string folder, string run)
    {
        var time = schedule.IsActive ? new ScaledTime(TimeFactor) : TimeProvider.System;
        var settings = new Settings(
            Bucket, _folder.File(folder), SharedProcessors: 2, Addresses: AddressPolicy.AnyAddress);
        var sources = new VideoSources(new HttpSourceOptions { Time = time });
        var functions = new FaultyFunctions(store, sources, settings, schedule);
        var engine = new StatesEngine(functions, new StoreObjects(store, Bucket), time);
        var definition = _template.ReadDefinition(
            _template.StateMachines["StateMachine"], new Dictionary<string, string> { ["Bucket"] = Bucket });
        var running = engine.RunAsync(
            StateMachineDefinition.Parse(definition),
            JsonData.Parse($$"""{"video": "{{_server.Address(Clip)}}", "workers": 2, "framesPerRange": 20}"""),
            new ExecutionOptions { Name = run });
        if (await Task.WhenAny(running, Task.Delay(s_hang)) != running) return ("HANGS", $"no end after {s_hang}");
        var result = await running;
        var end = result.Status == ExecutionStatus.Succeeded ? "SUCCEEDED" : result.Error ?? result.Status.ToString();
        return (end, functions.Untyped.FirstOrDefault() is { } untyped ? $"an error without a type: {untyped}"
            : end != "SUCCEEDED" ? s_typed.Contains(end) ? null : $"{end} is not a typed error: {result.Cause}"
            : _expected.FirstOrDefault(file => !IsSame(ResultOf(folder, run, file.Key), file.Value)) is { Key: { } different }
                ? $"{different} differs from that of a run without faults"
                : null);

        static bool IsSame(string path, byte[] expected) => File.ReadAllBytes(path).AsSpan().SequenceEqual(expected);
    }
}
