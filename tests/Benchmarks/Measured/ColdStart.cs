using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Isolated;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// The start of the function Index: from the start of a sandbox to the first response, and the second response. It runs in a copy
/// of the Lambda environment with <c>layers/try --in-sandbox tests/Benchmarks/run start-up</c>, else as <c>--isolated</c>.
/// </summary>
internal static class ColdStart
{
    /// <summary>Measures starts.</summary>
    /// <param name="starts">Their number.</param>
    /// <param name="video">The path of the video that is indexed.</param>
    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(int starts, string video)
    {
        using var folder = new TemporaryFolder();
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
        for (var i = 0; i <= starts; i++) times.Add(await StartAsync(function, options, api, input));
        times.RemoveAt(0); // reads files that are not in the page cache

        var environment = options.Sandbox is null ? "isolated" : "in the sandbox";
        return
        [
            Row("until it asks for its first invocation", time => time[0]),
            Row("cold, until its first response", time => time[0] + time[1]),
            Row("warm, until its response", time => time[2]),
        ];

        BenchmarkRow Row(string name, Func<double[], double> of) => new(
            $"Index {environment}, {name}", [Measurement.Of("time", "ms", [.. times.Select(of)])]);
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

    private static async Task<double> MeasureAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
