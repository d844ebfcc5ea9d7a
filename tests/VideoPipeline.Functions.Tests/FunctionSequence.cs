using System.Text.Json;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Sources;
using VideoPipeline.Stills;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions.Tests;

/// <summary>Calls the functions in the order of the state machine, with a still analyzer of the test.</summary>
internal sealed class FunctionSequence(IStillAnalyzerFactory factory) : IDisposable
{
    private static readonly RunKeys s_keys = new("run");
    private readonly TemporaryFolder _folder = new();
    private readonly StillAnalyzerRegistry _analyzers = new([factory]);
    private readonly Settings _settings = new("bucket", null, SharedProcessors: 2);

    public FolderStore Store => FolderStore.Open(_folder.Root, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    /// <summary>Calls Index, Plan, Decode for each range, PlanStills, AnalyzeStills for each group, Reduce.</summary>
    /// <returns>The results for the frames to analyze, the plan of the stills, and the run's report.</returns>
    public async Task<(IReadOnlyList<StillResult> Results, StillsPlan Stills, RunReport Report)> RunAsync(
        object input, bool singleRange = false)
    {
        var (store, sources, time) = (Store, new VideoSources(), TimeProvider.System);
        var json = JsonSerializer.SerializeToElement(input);
        var step = new StepRequest { Run = s_keys.Execution, Input = json, SingleRange = singleRange };
        await new IndexFunction(store, sources, _settings, time).Index(step, new TestContext());
        await new PlanFunction(store, _settings, _analyzers, time).Plan(step, new TestContext());
        var plan = PlanFile.Parse((await store.GetBytesAsync(s_keys.Plan, default))!);
        var decode = new DecodeFunction(store, sources, _analyzers, time);
        foreach (var range in plan.Ranges)
        {
            var request = new DecodeRequest { Run = step.Run, Input = json, Range = range, Plan = plan };
            await decode.Decode(request, new TestContext());
        }

        var terms = (await new PlanStillsFunction(store, _settings, time).PlanStills(step, new TestContext())).Terms;
        var stills = StillsPlan.Parse((await store.GetBytesAsync(s_keys.Stills, default))!);
        var analyze = new AnalyzeStillsFunction(store, sources, _analyzers, time);
        foreach (var group in stills.Groups)
        {
            var request = new AnalyzeStillsRequest { Run = step.Run, Input = json, Group = group, Plan = terms };
            await analyze.AnalyzeStills(request, new TestContext());
        }

        var models = ModelLibrary.FromStore(sources, "", _folder.Root);
        await new ReduceFunction(store, _settings, models, time).Reduce(step, new TestContext());
        var report = ResultJson.ReadRunReport((await store.GetBytesAsync(s_keys.RunReport, default))!, "run.json");
        return (await ReadResultsAsync(store, plan, stills), stills, report);
    }

    private static async Task<IReadOnlyList<StillResult>> ReadResultsAsync(IStore store, Plan plan, StillsPlan stills)
    {
        var index = (await StoredIndex.OpenAsync(store, s_keys, default)).Index;
        var ranges = await store.ReadRangesAsync(s_keys, plan, default).ToListAsync();
        var groups = await store.ReadGroupsAsync(s_keys, stills, default).ToListAsync();
        var all = Partial.Merge([.. ranges.Select(range => range.Partial)]).With([.. groups.Select(group => group.Partial)]);
        var summary = ResultJson.ReadSummary((await store.GetBytesAsync(s_keys.Summary, default))!, "summary.json");
        return SampledFrames.Filter(all.StillResults, plan.Stills!, all, index.Video.TimeBase, summary.Shots);
    }
}
