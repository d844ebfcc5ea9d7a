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
/// Measures the cold start of the function Index: from the start of a sandbox to the first response. Runs in a copy of the Lambda
/// environment with <c>layers/try --in-sandbox dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll cold-start</c>, else as
/// <c>--isolated</c>.
/// </summary>
internal static class ColdStartBenchmark
{
    private const int Starts = 15;

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var video = arguments is [var given] ? Path.GetFullPath(given) : CreateVideo(folder);
        var options = new FunctionHostOptions
        {
            Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")),
            Resources = new Dictionary<string, string> { ["Bucket"] = LocalRuns.Bucket },
            Environment = new Dictionary<string, string>
            {
                [Settings.StoreVariable] = folder.File("store"),
                [Settings.AddressesVariable] = Settings.AnyAddress,
            },
            Sandbox = Environment.GetEnvironmentVariable("VIDEOPIPELINE_SANDBOX"),
        };
        var function = options.Template.Functions["IndexFunction"];
        var input = JsonSerializer.SerializeToUtf8Bytes(new { run = "cold-start", input = new { video } });

        await using var api = new RuntimeApi();
        var times = new List<double[]>();
        for (var i = 0; i <= Starts; i++) times.Add(await StartAsync(function, options, api, input));
        times.RemoveAt(0); // reads files that are not in the page cache

        var environment = options.Sandbox is null ? "as --isolated" : "in the sandbox";
        Console.WriteLine($"{function.LogicalId} {environment}, {Starts} starts; ms: median (min–max)");
        Report("initialization: sandbox, .NET, services", times, part: 0);
        Report("first response", times, part: 1);
        Report("second response, for comparison", times, part: 2);
        Report("cold start: initialization and first response", [.. times.Select(time => new[] { time[0] + time[1] })], part: 0);
        return 0;
    }

    private static async Task<double[]> StartAsync(
        SamFunction function, FunctionHostOptions options, RuntimeApi api, byte[] input)
    {
        await using var sandbox = new ProcessSandbox(function, options, api);
        return
        [
            await MeasureAsync(() => sandbox.InitializeAsync("cold-start", default)),
            await MeasureAsync(InvokeAsync),
            await MeasureAsync(InvokeAsync),
        ];

        Task InvokeAsync()
        {
            var deadline = DateTimeOffset.UtcNow + function.Timeout;
            return sandbox.InvokeAsync(new Invocation(function, Guid.NewGuid().ToString(), deadline, input), default);
        }
    }

    private static string CreateVideo(TemporaryFolder folder)
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

    private static void Report(string name, IEnumerable<double[]> times, int part)
    {
        var sorted = times.Select(time => time[part]).Order().ToList();
        Console.WriteLine($"{name,-50}{sorted[sorted.Count / 2],6:F0} ({sorted[0]:F0}–{sorted[^1]:F0})");
    }
}
