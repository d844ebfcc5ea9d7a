using System.Diagnostics;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Benchmarks;

/// <summary>The states language engine: time, memory and processor time by states, payloads, branches and items.</summary>
internal static class EngineBenchmark
{
    private const int Repetitions = 5;
    private const int LargePayload = 87_000;

    private static readonly StatesEngine s_engine = new(new Echo());

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parallelRuns = arguments.Length > 0 ? int.Parse(arguments[0]) : 200_000;
        await ReportAsync("1,000 Pass states, small payload", 1_000, Chain(1_000, "{}"), """{"a": 1}""");
        await ReportAsync(
            "1,000 Pass states, 87 KB, ResultPath", 1_000, Chain(1_000, """{"Result": 1, "ResultPath": "$.r"}"""), Large());
        await ReportAsync(
            "1,000 Pass states, 87 KB, Parameters", 1_000,
            Chain(1_000, """{"Parameters": {"items.$": "$.items", "n.$": "$.items[3].n"}}"""), Large());
        await ReportAsync(
            "100 Pass states in JSONata", 100,
            Chain(100, """{"QueryLanguage": "JSONata", "Output": "{% {'a': $states.input.a + 1} %}"}"""), """{"a": 1}""");
        await ReportAsync("10,000 items of a distributed Map, 2 at a time", 10_000, Map(2), Items(10_000));
        await ParallelAsync(parallelRuns);
        return 0;
    }

    private static async Task ReportAsync(string name, int count, string definition, string input)
    {
        var parsed = StateMachineDefinition.Parse(definition);
        var data = JsonData.Parse(input);
        await RunOnceAsync(parsed, data);
        var (times, processor, allocated) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Repetitions; i++)
        {
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await RunOnceAsync(parsed, data);
            times.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1e6);
        }
        Console.WriteLine(
            $"{name,-48} {Middle(times),9:F1} ms  {Middle(processor) / count * 1000,7:F1} µs of processor each  "
            + $"{Middle(allocated),7:F1} MB allocated  peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
    }

    // Branches that share their input: the race that a mutable payload had.
    private static async Task ParallelAsync(int runs)
    {
        var branch = """
            {"StartAt": "A#", "States": {"A#": {"Type": "Pass", "Parameters": {"x.$": "$.o", "y.$": "$.o.list[0]"},
             "ResultPath": "$.r#", "End": true}}}
            """;
        var branches = Enumerable.Range(0, 24).Select(i => branch.Replace("#", i.ToString(), StringComparison.Ordinal));
        var definition = StateMachineDefinition.Parse(
            $$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [{{string.Join(',', branches)}}]} } }
            """);
        var input = JsonData.Parse("""{"o": {"list": [{"a": 1}], "t": "x"}}""");
        var watch = Stopwatch.StartNew();
        var failed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, runs), async (_, _) =>
        {
            var result = await s_engine.RunAsync(definition, input, new ExecutionOptions { Name = "p" });
            if (result.Status != ExecutionStatus.Succeeded) Interlocked.Increment(ref failed);
        });
        Console.WriteLine(
            $"{runs:N0} runs of a Parallel with 24 branches: {failed} failed, "
            + $"{watch.Elapsed.TotalMilliseconds / runs:F2} ms each");
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Task<ExecutionResult> RunOnceAsync(StateMachineDefinition definition, JsonData input) =>
        s_engine.RunAsync(
            definition, input, new ExecutionOptions { Name = "b", ChildHistories = ChildHistories.None });

    private static string Chain(int length, string fields)
    {
        var states = Enumerable.Range(0, length).Select(i =>
        {
            var state = JsonData.Parse(fields).Fields.With("Type", "Pass");
            return ($"S{i}", (JsonData)(i == length - 1 ? state.With("End", true) : state.With("Next", $"S{i + 1}")));
        });
        return ObjectData.Of(("StartAt", "S0"), ("States", ObjectData.Of(states))).ToString();
    }

    private static string Map(int concurrency) =>
        $$"""
        {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": {{concurrency}}, "ResultPath": null, "End": true,
          "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I",
            "States": {"I": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true} } } } } }
        """;

    private static string Items(int count) =>
        ArrayData.Of(Enumerable.Range(0, count).Select(i => (JsonData)i)).ToString();

    private static string Large()
    {
        var items = Enumerable.Range(0, LargePayload / 40).Select(i => ObjectData.Of(("n", i), ("text", "abcdefghijklmnopqr")));
        return ObjectData.Of(("items", ArrayData.Of(items))).ToString();
    }

    private sealed class Echo : ITaskInvoker
    {
        public Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation) =>
            Task.FromResult(call.Payload);
    }
}
