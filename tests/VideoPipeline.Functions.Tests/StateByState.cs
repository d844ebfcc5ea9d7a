using System.Text.Json;
using VideoPipeline.Classification;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Looks;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Partials;
using VideoPipeline.Sources;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.Functions.Tests;

/// <summary>The functions called one after the other, as the state machine does, with other looks than the product's.</summary>
internal sealed class StateByState(IFrameLookKind kind) : IDisposable
{
    private static readonly RunKeys Keys = new("run");
    private readonly TemporaryFolder folder = new();
    private readonly FrameLooks kinds = new([kind]);
    private readonly Settings settings = new("bucket", null, SharedProcessors: 2);

    public IStore Store => FolderStore.Open(folder.Root, TimeProvider.System);

    public void Dispose() => folder.Dispose();

    /// <summary>Index, Plan, Decode of every range, Shots, Look at every group, Reduce.</summary>
    /// <returns>What was found on the frames that were due, and the run's report.</returns>
    public async Task<(IReadOnlyList<Finding> Findings, LookPlan Looks, RunReport Report)> RunAsync(object input, bool whole = false)
    {
        var (store, sources, time) = (Store, new VideoSources(), TimeProvider.System);
        var json = JsonSerializer.SerializeToElement(input);
        var step = new StepRequest { Run = Keys.Execution, Input = json, Whole = whole };
        await new IndexFunction(store, sources, settings, time).Index(step, new TestContext());
        await new PlanFunction(store, settings, kinds, time).Plan(step, new TestContext());
        var plan = PlanFile.Parse((await store.GetBytesAsync(Keys.Plan, default))!);
        var decode = new DecodeFunction(store, sources, kinds, time);
        foreach (var range in plan.Ranges)
            await decode.Decode(new DecodeRequest { Run = step.Run, Input = json, Range = range, Plan = plan }, new TestContext());
        var terms = (await new ShotsFunction(store, settings, time).Shots(step, new TestContext())).Terms;
        var looks = LookPlan.Parse((await store.GetBytesAsync(Keys.Looks, default))!);
        var look = new LookFunction(store, sources, kinds, time);
        foreach (var group in looks.Groups)
            await look.Look(new LookRequest { Run = step.Run, Input = json, Group = group, Plan = terms }, new TestContext());
        await new ReduceFunction(store, settings, ModelLibrary.Of(sources, "", folder.Root), time).Reduce(step, new TestContext());
        var report = ResultJson.ReadRunReport((await store.GetBytesAsync(Keys.Run, default))!, "run.json");
        return (await FindingsAsync(store, plan, looks), looks, report);
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(IStore store, Plan plan, LookPlan looks)
    {
        var index = (await StoredIndex.OpenAsync(store, Keys, default)).Index;
        var ranges = await store.GetRangesAsync(Keys, plan, default);
        var groups = await store.GetGroupsAsync(Keys, looks, default);
        var all = Partial.Merge([.. ranges.Select(range => range.Partial)]).With([.. groups.Select(group => group.Partial)]);
        var summary = ResultJson.ReadSummary((await store.GetBytesAsync(Keys.Summary, default))!, "summary.json");
        return DueFrames.Keep(all.Findings, plan.Looks!, all, index.Video.TimeBase, summary.Shots);
    }
}
