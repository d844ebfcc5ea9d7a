using System.Text.Json;
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
using Xunit;

namespace VideoPipeline.Functions.Tests;

/// <summary>Reduce and PlanStills, which merge partials while they read them, and the merge of all partials at once.</summary>
public sealed class ReduceTests : IDisposable
{
    private const int Ranges = 200;
    private readonly TemporaryFolder _folder = new();
    private readonly SyntheticRun _run = new(Ranges, framesPerRange: 6, width: 512, height: 40);
    private readonly Settings _settings = new("bucket", null, SharedProcessors: 2);
    private readonly StepRequest _request = new()
    {
        Run = SyntheticRun.Keys.Execution,
        Input = JsonSerializer.SerializeToElement(new { video = "/synthetic.mp4" }),
    };

    private FolderStore Store => FolderStore.Open(_folder.Root, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reduce_ManyPartials_SameFilesAsMergedAtOnce()
    {
        await _run.WriteAsync(Store);
        var models = ModelLibrary.FromStore(new VideoSources(), "", _folder.Root);

        await new ReduceFunction(Store, _settings, models, TimeProvider.System).Reduce(_request, new TestContext());

        var expected = RunResults.Compute(_run.Index, selection: null, MergeAtOnce());
        Assert.True(expected.Summary.Shots.Count > 2);
        Assert.Equal(FileOf(expected.Frames), await ReadAsync(SyntheticRun.Keys.Frames));
        Assert.Equal(ResultJson.Write(expected.Summary), await ReadAsync(SyntheticRun.Keys.Summary));
        Assert.Equal(ImageFile.EncodePng(expected.Mean), await ReadAsync(SyntheticRun.Keys.Mean));
        Assert.Equal(ImageFile.EncodeJpeg(expected.ContactSheet), await ReadAsync(SyntheticRun.Keys.ContactSheet));
        var report = ResultJson.ReadRunReport(await ReadAsync(SyntheticRun.Keys.RunReport), "run.json");
        Assert.Equal(_run.Plan.Ranges.Select(range => range.Start), report.Ranges.Select(range => range.Start));
    }

    [Fact]
    public async Task PlanStills_ManyPartials_ChoosesFramesOfShotsOfAllRanges()
    {
        await _run.WriteAsync(Store);
        var analyzer = new StillAnalyzerSpec(SiftAnalyzer.Name, "1", Interval: null);
        var plan = PlanFile.ToBytes(_run.Plan with { Stills = [analyzer] });
        await Store.PutBytesAsync(SyntheticRun.Keys.Plan, plan, default);

        await new PlanStillsFunction(Store, _settings, TimeProvider.System).PlanStills(_request, new TestContext());

        var shots = RunResults.ComputeShots(_run.Index, selection: null, MergeAtOnce());
        var frames = StillsPlan.Parse(await ReadAsync(SyntheticRun.Keys.Stills)).Groups
            .SelectMany(group => group.Frames.Numbers).ToHashSet();
        Assert.All(shots, shot => Assert.Contains(shot.Frame, frames));
    }

    [Fact]
    public async Task Reduce_PartialMissing_ThrowsAfterAllReadsHaveEnded()
    {
        await _run.WriteAsync(Store);
        await Store.DeleteAsync(RunKeys.Partial($"{Ranges / 2:x8}"), default);

        var failure = await Assert.ThrowsAsync<Errors.CorruptResultException>(
            () => new PlanStillsFunction(Store, _settings, TimeProvider.System).PlanStills(_request, new TestContext()));

        Assert.Contains($"partials/{Ranges / 2:x8}.npz", failure.Message, StringComparison.Ordinal);
    }

    private Partial MergeAtOnce() => Partial.Merge([.. _run.Plan.Ranges.Select(_run.CreatePartial)]);

    private async Task<byte[]> ReadAsync(string key) => (await Store.GetBytesAsync(key, default))!;

    private static byte[] FileOf(IEnumerable<NpyArray> arrays)
    {
        var file = new MemoryStream();
        NpzWriter.Write(file, arrays);
        return file.ToArray();
    }
}
