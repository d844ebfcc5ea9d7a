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
using VideoPipeline.Video;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions.Tests;

/// <summary>The functions called one after the other, as the state machine does, with other looks than the product's.</summary>
internal sealed class StateByState(IStillAnalyzerFactory kind) : IDisposable
{
    private static readonly RunKeys s_keys = new("run");
    private readonly TemporaryFolder _folder = new();
    private readonly StillAnalyzers _kinds = new([kind]);
    private readonly Settings _settings = new("bucket", null, SharedProcessors: 2);

    public IStore Store => FolderStore.Open(_folder.Root, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    /// <summary>Index, Plan, Decode of every range, Shots, Look at every group, Reduce.</summary>
    /// <returns>What was found on the frames that were due, and the run's report.</returns>
    public async Task<(IReadOnlyList<StillResult> Findings, StillsPlan Looks, RunReport Report)> RunAsync(object input, bool whole = false)
    {
        var (store, sources, time) = (Store, new VideoSources(), TimeProvider.System);
        var json = JsonSerializer.SerializeToElement(input);
        var step = new StepRequest { Run = s_keys.Execution, Input = json, SingleRange = whole };
        await new IndexFunction(store, sources, _settings, time).Index(step, new TestContext());
        await new PlanFunction(store, _settings, _kinds, time).Plan(step, new TestContext());
        var plan = PlanFile.Parse((await store.GetBytesAsync(s_keys.Plan, default))!);
        var decode = new DecodeFunction(store, sources, _kinds, time);
        foreach (var range in plan.Ranges)
            await decode.Decode(new DecodeRequest { Run = step.Run, Input = json, Range = range, Plan = plan }, new TestContext());
        var terms = (await new PlanStillsFunction(store, _settings, time).PlanStills(step, new TestContext())).Terms;
        var looks = StillsPlan.Parse((await store.GetBytesAsync(s_keys.Stills, default))!);
        var look = new AnalyzeStillsFunction(store, sources, _kinds, time);
        foreach (var group in looks.Groups)
            await look.AnalyzeStills(new AnalyzeStillsRequest { Run = step.Run, Input = json, Group = group, Plan = terms }, new TestContext());
        await new ReduceFunction(store, _settings, ModelLibrary.Of(sources, "", _folder.Root), time).Reduce(step, new TestContext());
        var report = ResultJson.ReadRunReport((await store.GetBytesAsync(s_keys.Run, default))!, "run.json");
        return (await FindingsAsync(store, plan, looks), looks, report);
    }

    private static async Task<IReadOnlyList<StillResult>> FindingsAsync(IStore store, Plan plan, StillsPlan looks)
    {
        var index = (await StoredIndex.OpenAsync(store, s_keys, default)).Index;
        var ranges = await store.GetRangesAsync(s_keys, plan, default);
        var groups = await store.GetGroupsAsync(s_keys, looks, default);
        var all = Partial.Merge([.. ranges.Select(range => range.Partial)]).With([.. groups.Select(group => group.Partial)]);
        var summary = ResultJson.ReadSummary((await store.GetBytesAsync(s_keys.Summary, default))!, "summary.json");
        return SampledFrames.Keep(all.StillResults, plan.Stills!, all, index.Video.TimeBase, summary.Shots);
    }
}
