using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Isolated;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// From the start of a sandbox to the first answer of the function Index, and what that is made of. In Lambda's environment by
/// <c>layers/try --in-sandbox dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll cold-start</c>; else as <c>--isolated</c>.
/// </summary>
internal static class ColdStartBenchmark
{
    private const int Starts = 15;

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var video = arguments is [var given] ? Path.GetFullPath(given) : Second(folder);
        var options = new FunctionHostOptions
        {
            Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")),
            Resources = new Dictionary<string, string> { ["Bucket"] = LocalRuns.Bucket },
            Environment = new Dictionary<string, string> { [Settings.StoreVariable] = folder.File("store"), [Settings.AddressesVariable] = Settings.AnyAddress },
            Sandbox = Environment.GetEnvironmentVariable("VIDEOPIPELINE_SANDBOX"),
        };
        var function = options.Template.Functions["IndexFunction"];
        var input = JsonSerializer.SerializeToUtf8Bytes(new { run = "cold-start", input = new { video } });

        await using var api = new RuntimeApi();
        var times = new List<double[]>();
        for (var i = 0; i <= Starts; i++) times.Add(await StartAsync(function, options, api, input));
        times.RemoveAt(0); // finds nothing in the machine's file cache

        Console.WriteLine($"{function.LogicalId} {(options.Sandbox is null ? "as --isolated" : "in the sandbox")}, {Starts} starts; ms: median (least–most)");
        Report("sandbox, .NET, services: until it asks for work", times, part: 0);
        Report("first answer", times, part: 1);
        Report("second answer, for comparison", times, part: 2);
        Report("cold start: the first two together", [.. times.Select(time => new[] { time[0] + time[1] })], part: 0);
        return 0;
    }

    private static async Task<double[]> StartAsync(SamFunction function, FunctionHostOptions options, RuntimeApi api, byte[] input)
    {
        await using var sandbox = new ProcessSandbox(function, options, api);
        return
        [
            await MeasureAsync(() => sandbox.InitializeAsync("cold-start", default)),
            await MeasureAsync(InvokeAsync),
            await MeasureAsync(InvokeAsync),
        ];

        Task InvokeAsync() => sandbox.InvokeAsync(new Invocation(function, Guid.NewGuid().ToString(), DateTimeOffset.UtcNow + function.Timeout, input), default);
    }

    private static string Second(TemporaryFolder folder)
    {
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=duration=1", "-c:v", "libx264", folder.File("second.mp4"));
        return folder.File("second.mp4");
    }

    private static async Task<double> MeasureAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Report(string what, IEnumerable<double[]> times, int part)
    {
        var sorted = times.Select(time => time[part]).Order().ToList();
        Console.WriteLine($"{what,-50}{sorted[sorted.Count / 2],6:F0} ({sorted[0]:F0}–{sorted[^1]:F0})");
    }
}
