using System.Diagnostics;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using static System.FormattableString;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>The states language engine by states, payloads, items and branches. There is no peer: no other engine runs here
/// without a container.</summary>
internal sealed class Engine : IBenchmark
{
    private const int Repetitions = 5, LargePayload = 87_000, ParallelRuns = 2_000;
    private static readonly StatesEngine s_engine = new(new Echo());
    private static readonly int[] s_states = [100, 1_000, 10_000];

    public string Name => "engine";

    public string Description => "the states language engine by states, payloads, items and branches";

    public Chart Chart => new(
        ChartKind.Lines, "An execution of Pass states", "ms", ["time"], "states");

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var count in context.Cases(s_states, count => count <= 1_000))
        {
            var chain = await MeasureAsync(Invariant($"{count:N0} Pass states"), count, Chain(count, "{}"), """{"a": 1}""");
            rows.Add(chain with { X = count });
        }
        rows.Add(await MeasureAsync(
            "1,000 Pass states, 87 KB, ResultPath", 1_000, Chain(1_000, """{"Result": 1, "ResultPath": "$.r"}"""), Large()));
        rows.Add(await MeasureAsync(
            "1,000 Pass states, 87 KB, Parameters", 1_000,
            Chain(1_000, """{"Parameters": {"items.$": "$.items", "n.$": "$.items[3].n"}}"""), Large()));
        rows.Add(await MeasureAsync(
            "100 Pass states in JSONata", 100,
            Chain(100, """{"QueryLanguage": "JSONata", "Output": "{% {'a': $states.input.a + 1} %}"}"""), """{"a": 1}"""));
        var items = context.Quick ? 1_000 : 10_000;
        rows.Add(await MeasureAsync(
            Invariant($"a distributed Map of {items:N0} items, two at a time"), items, Map(2), Items(items)));
        rows.Add(await MeasureAsync(
            Invariant($"{ParallelRuns:N0} executions of a Parallel of 24 branches"), ParallelRuns, RunParallelAsync));
        return rows;
    }

    private static async Task<BenchmarkRow> MeasureAsync(string name, int count, string definition, string input)
    {
        var (parsed, data) = (StateMachineDefinition.Parse(definition), JsonData.Parse(input));
        return await MeasureAsync(name, count, () => s_engine.RunAsync(
            parsed, data, new ExecutionOptions { Name = "b", ChildHistories = ChildHistories.None }));
    }

    private static async Task<BenchmarkRow> MeasureAsync(string name, int count, Func<Task> run)
    {
        await run();
        var (times, processor, allocated) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Repetitions; i++)
        {
            var (bytes, before) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
            var watch = Stopwatch.StartNew();
            await run();
            times.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count);
            allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1e6);
        }
        return new BenchmarkRow(
            name,
            [
                Measurement.Of("time", "ms", times), Measurement.Of("processor time of each", "µs", processor),
                Measurement.Of("allocated", "MB", allocated),
            ]);
    }

    // Branches that share their input: the race that a mutable payload had.
    private static Task RunParallelAsync()
    {
        var branch = """
            {"StartAt": "A#", "States": {"A#": {"Type": "Pass", "Parameters": {"x.$": "$.o", "y.$": "$.o.list[0]"},
             "ResultPath": "$.r#", "End": true}}}
            """;
        var branches = Enumerable.Range(0, 24).Select(i => branch.Replace("#", $"{i}", StringComparison.Ordinal));
        var definition = StateMachineDefinition.Parse(
            $$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [{{string.Join(',', branches)}}]} } }
            """);
        var input = JsonData.Parse("""{"o": {"list": [{"a": 1}], "t": "x"}}""");
        return Parallel.ForEachAsync(Enumerable.Range(0, ParallelRuns), async (_, _) =>
        {
            var result = await s_engine.RunAsync(definition, input, new ExecutionOptions { Name = "p" });
            if (result.Status != ExecutionStatus.Succeeded) throw new InvalidOperationException("An execution failed.");
        });
    }

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
