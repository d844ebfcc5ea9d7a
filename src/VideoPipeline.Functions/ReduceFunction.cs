using System.Text;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Executions;
using VideoPipeline.Exports;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Pages.Report;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The function of the state Reduce: merges the partials, in order, and writes the results.</summary>
internal sealed class ReduceFunction(IStore store, Settings settings, ModelLibrary models, TimeProvider time)
{
    /// <summary>
    /// Writes <c>frames.npz</c>, <c>labels.txt</c> (with a model), <c>fingerprints.npz</c> (with fingerprints), <c>mean.png</c>,
    /// <c>barcode.png</c>, <c>contact-sheet.jpg</c>, <c>shots.csv</c>, <c>shots.otio</c>, <c>chapters.vtt</c>, <c>run.json</c>,
    /// <c>report.html</c> and, last, <c>summary.json</c>.
    /// </summary>
    [LambdaFunction]
    public Task<ResultReference> Reduce(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(
            context, StepSubject.Of(request), (metrics, cancellation) => ReduceAsync(request, metrics, cancellation), time);

    private async Task<ResultReference> ReduceAsync(
        StepRequest request, StepMetrics metrics, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        // Concurrently: a distribution's ffmpeg takes 0.2 s to start.
        var versions = Task.Run(RunVersions.Current, cancellation);
        var keys = new RunKeys(request.Run);
        var index = await store.GetIndexAsync(keys, cancellation);
        var plan = await store.GetPlanAsync(keys, cancellation);

        using var merger = new PartialMerger(column => !FrameColumns.Names.Contains(column));
        var decode = new List<(RangeReport Report, RunRange Range)>();
        await foreach (var (rangeReport, partial) in store.ReadRangesAsync(keys, plan, cancellation))
        {
            merger.Add(partial);
            decode.Add((rangeReport, Range(plan.Ranges[decode.Count], rangeReport, partial.Work)));
        }

        var stills = plan.Stills is null ? null : StillsPlan.Parse(await store.RequireBytesAsync(keys.Stills, cancellation));
        var groups = stills is null ? null : await store.ReadGroupsAsync(keys, stills, cancellation).ToListAsync(cancellation);
        var all = merger.Finish().With([.. groups?.Select(group => group.Partial) ?? []]);
        var input = ExecutionInput.Parse(request.Input);
        var labels = input.Model is { } model ? await models.ReadLabelsAsync(model, cancellation) : null;
        var results = RunResults.Compute(index.Index, input.GetSelection(), all, plan.Stills, labels);

        await store.PutAsync(
            keys.Frames, (stream, _) => Task.Run(() => NpzWriter.Write(stream, results.Frames), cancellation), cancellation);
        if (labels is not null)
            await store.PutBytesAsync(keys.Labels, Encoding.UTF8.GetBytes(string.Join('\n', labels) + "\n"), cancellation);
        var fingerprints = SiftAnalyzer.ToFile(results.StillResults);
        if (fingerprints is not null)
        {
            await store.PutAsync(
                keys.Fingerprints,
                (stream, _) => Task.Run(() => NpzWriter.Write(stream, fingerprints.ToArrays()), cancellation),
                cancellation);
        }

        await store.PutBytesAsync(keys.Mean, ImageFile.EncodePng(results.Mean), cancellation);
        await store.PutBytesAsync(keys.BarCode, ImageFile.EncodePng(results.BarCode), cancellation);
        await store.PutBytesAsync(keys.ContactSheet, ImageFile.EncodeJpeg(results.ContactSheet), cancellation);
        await StoredExports.WriteAsync(store, keys, results.Summary, index.Index.Source.Uri, cancellation);
        var seconds = new RunSeconds(
            index.Seconds, plan.Seconds, Seconds([.. decode.Select(range => range.Report)]),
            time.GetElapsedTime(started).TotalSeconds,
            stills?.Seconds, groups is null ? null : Seconds([.. groups.Select(group => group.Report)]));
        var report = RunReport.Of(
            index.Index.Source,
            ExecutionInput.WithoutSecrets(request.Input),
            new IndexAccess(index.Access.Bytes, index.Access.Requests),
            [.. decode.Select(range => range.Range)],
            seconds,
            await versions,
            RunHost.Current(),
            groups?.Select((group, i) => Range(stills!.Groups[i].Range, group.Report, group.Partial.Work)).ToArray());
        await store.PutBytesAsync(keys.RunReport, ResultJson.Write(report), cancellation);
        var page = await ReportPage.RenderAsync(
            request.Run, results, report, index.Index.Video.TimeBase, settings.WorkerMegabytes);
        await store.PutBytesAsync(keys.Report, page, cancellation);
        var searched = new FingerprintIndex(store, time);
        var content = RunContent.FromResults(request.Run, index.Index.Source, all.Arrays, results.Summary, fingerprints);
        await searched.AddAsync(content, cancellation);

        await store.PutBytesAsync(keys.Summary, ResultJson.Write(results.Summary), cancellation);
        await searched.TryMergeAsync(cancellation);
        metrics.Frames = results.Summary.Frames.Delivered;
        return new ResultReference
        {
            Bucket = settings.Bucket,
            Summary = keys.Summary,
            Frames = results.Summary.Frames.Delivered,
        };
    }

    private static double Seconds(IReadOnlyList<RangeReport> reports) =>
        reports.Count == 0 ? 0 : (reports.Max(report => report.Ended) - reports.Min(report => report.Started)).TotalSeconds;

    private static RunRange Range(PlannedRange range, RangeReport report, RangeWork work) => new(
        range.Start, range.End ?? range.Start + work.Expected, work.Delivered, report.Reused, work.Seconds, work.Bytes,
        work.Requests, work.Samples, work.Decoded);
}
