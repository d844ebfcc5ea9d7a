using System.Text;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Imaging;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Native;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Search;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The state Reduce: joins the partials, in order, and writes the results.</summary>
public sealed class ReduceFunction(IStore store, Settings settings, ModelLibrary models, TimeProvider time)
{
    /// <summary>
    /// Writes <c>frames.npz</c>, <c>labels.txt</c> where a model was asked, <c>fingerprints.npz</c> where asked for, <c>mean.png</c>,
    /// <c>contact-sheet.jpg</c>, <c>run.json</c> and, last, <c>summary.json</c>.
    /// </summary>
    [LambdaFunction]
    public Task<ResultReference> Reduce(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (measures, stop) => ReduceAsync(request, measures, stop), time);

    private async Task<ResultReference> ReduceAsync(StepRequest request, StepMeasures measures, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        // A distribution's ffmpeg takes a fifth of a second to start.
        var ffmpeg = Task.Run(() => FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg), stop);
        var keys = new RunKeys(request.Run);
        var index = await store.GetIndexAsync(keys, stop);
        var plan = await store.GetPlanAsync(keys, stop);

        var ranges = await store.GetRangesAsync(keys, plan, stop);
        var looks = plan.Stills is null ? null : StillsPlan.Parse(await store.RequireBytesAsync(keys.Stills, stop));
        var groups = looks is null ? null : await store.GetGroupsAsync(keys, looks, stop);
        var all = Partial.Merge([.. ranges.Select(range => range.Partial)]).With([.. groups?.Select(group => group.Partial) ?? []]);
        var input = ExecutionInput.Parse(request.Input);
        var labels = input.Model is { } model ? await models.LabelsAsync(model, stop) : null;
        var results = RunResults.Of(index.Index, input.Selection(), all, plan.Stills, labels);

        await store.PutAsync(keys.Frames, (stream, _) => Task.Run(() => NpzWriter.Write(stream, results.Frames), stop), stop);
        if (labels is not null) await store.PutBytesAsync(keys.Labels, Encoding.UTF8.GetBytes(string.Join('\n', labels) + "\n"), stop);
        var fingerprints = SiftAnalyzer.ToFile(results.StillResults);
        if (fingerprints is not null)
            await store.PutAsync(keys.Fingerprints, (stream, _) => Task.Run(() => NpzWriter.Write(stream, fingerprints.ToArrays()), stop), stop);
        await store.PutBytesAsync(keys.Mean, ImageFile.Png(results.Mean), stop);
        await store.PutBytesAsync(keys.ContactSheet, ImageFile.Jpeg(results.ContactSheet), stop);
        var seconds = new RunSeconds(
            index.Seconds, plan.Seconds, Seconds([.. ranges.Select(range => range.Report)]), time.GetElapsedTime(started).TotalSeconds,
            looks?.Seconds, groups is null ? null : Seconds([.. groups.Select(group => group.Report)]));
        var report = Report(
            request, index, plan, ranges, groups?.Select((group, i) => (group.Report, looks!.Groups[i].Range, group.Partial.Work)).ToArray(), seconds,
            await ffmpeg);
        await store.PutBytesAsync(keys.Run, ResultJson.Write(report), stop);
        if (fingerprints is not null)
            await new FingerprintIndex(store).AddAsync(
                IndexSegment.Of(RunContent.Of(request.Run, index.Index.Source.Uri, all.Arrays, results.Summary, fingerprints)), stop);
        await store.PutBytesAsync(keys.Summary, ResultJson.Write(results.Summary), stop);
        measures.Frames = results.Summary.Frames.Delivered;
        return new ResultReference { Bucket = settings.Bucket, Summary = keys.Summary, Frames = results.Summary.Frames.Delivered };
    }

    private static RunReport Report(
        StepRequest request, IndexFile index, Plan plan, IReadOnlyList<(RangeReport Report, Partial Partial)> ranges,
        IReadOnlyList<(RangeReport Report, PlannedRange Range, RangeWork Work)>? groups, RunSeconds seconds, string ffmpeg) => RunReport.Of(
        index.Index.Source,
        request.Input,
        new IndexAccess(index.Access.Bytes, index.Access.Requests),
        [.. ranges.Select((range, i) => Range(plan.Ranges[i], range.Report, range.Partial.Work))],
        seconds,
        new RunVersions(ffmpeg, OpenCvLibrary.Version, ProductVersion, Environment.Version.ToString()),
        RunHost.Current(),
        groups is null ? null : [.. groups.Select(group => Range(group.Range, group.Report, group.Work))]);

    private static double Seconds(IReadOnlyList<RangeReport> reports) =>
        reports.Count == 0 ? 0 : (reports.Max(report => report.Ended) - reports.Min(report => report.Started)).TotalSeconds;

    private static string ProductVersion => typeof(Summary).Assembly.GetName().Version!.ToString(3);

    private static RunRange Range(PlannedRange range, RangeReport report, RangeWork work) => new(
        range.Start, range.End ?? range.Start + work.Expected, work.Delivered, report.Reused, work.Seconds, work.Bytes, work.Requests,
        work.Samples, work.Decoded);
}
