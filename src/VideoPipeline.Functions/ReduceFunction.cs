using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Analysis;
using VideoPipeline.Decoding;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Imaging;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Arrays;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The state Reduce: joins the partials, in order, and writes the results.</summary>
public sealed class ReduceFunction(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>Writes <c>frames.npz</c>, <c>mean.png</c>, <c>contact-sheet.jpg</c>, <c>run.json</c> and, last, <c>summary.json</c>.</summary>
    [LambdaFunction]
    public Task<ResultReference> Reduce(StepRequest request, ILambdaContext context) =>
        StepLog.RunAsync(context, StepSubject.Of(request), (measures, stop) => ReduceAsync(request, measures, stop), time);

    private async Task<ResultReference> ReduceAsync(StepRequest request, StepMeasures measures, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var keys = new RunKeys(request.Run);
        var index = await store.GetIndexAsync(keys, stop);
        var plan = await store.GetPlanAsync(keys, stop);

        var ranges = new List<(RangeReport Report, Partial Partial)>();
        foreach (var range in plan.Ranges) ranges.Add(await RangeAsync(keys, range, stop));
        var results = RunResults.Of(index.Index, ExecutionInput.Parse(request.Input).Picks(), Partial.Merge([.. ranges.Select(range => range.Partial)]));

        await store.PutAsync(keys.Frames, (stream, _) => Task.Run(() => NpzWriter.Write(stream, results.Frames), stop), stop);
        await store.PutBytesAsync(keys.Mean, ImageFile.Png(results.Mean), stop);
        await store.PutBytesAsync(keys.ContactSheet, ImageFile.Jpeg(results.ContactSheet), stop);
        var report = Report(request, index, plan, ranges, time.GetElapsedTime(started).TotalSeconds);
        await store.PutBytesAsync(keys.Run, ResultJson.Write(report), stop);
        await store.PutBytesAsync(keys.Summary, ResultJson.Write(results.Summary), stop);
        measures.Frames = results.Summary.Frames.Delivered;
        return new ResultReference { Bucket = settings.Bucket, Summary = keys.Summary, Frames = results.Summary.Frames.Delivered };
    }

    private async Task<(RangeReport Report, Partial Partial)> RangeAsync(RunKeys keys, PlannedRange range, CancellationToken stop)
    {
        var report = RangeReport.Parse(await store.RequireBytesAsync(keys.RangeReport(range.Index), stop));
        await using var stream = await store.GetAsync(report.Partial, stop) ?? throw RunFiles.Gone(report.Partial);
        return (report, PartialFile.Read(stream, report.Partial));
    }

    private static RunReport Report(
        StepRequest request, IndexFile index, Plan plan, List<(RangeReport Report, Partial Partial)> ranges, double reduceSeconds)
    {
        var decodeSeconds = (ranges.Max(range => range.Report.Ended) - ranges.Min(range => range.Report.Started)).TotalSeconds;
        return RunReport.Of(
            index.Index.Source,
            request.Input,
            new IndexAccess(index.Access.Bytes, index.Access.Requests),
            [.. ranges.Select((range, i) => Range(plan.Ranges[i], range.Report, range.Partial.Work))],
            new RunSeconds(index.Seconds, plan.Seconds, decodeSeconds, reduceSeconds),
            new RunVersions(FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg), NativeVision.Version, ProductVersion, Environment.Version.ToString()),
            RunHost.Current());
    }

    private static string ProductVersion => typeof(Summary).Assembly.GetName().Version!.ToString(3);

    private static RunRange Range(PlannedRange range, RangeReport report, RangeWork work) => new(
        range.Start, range.End ?? range.Start + work.Expected, work.Delivered, report.Reused, work.Seconds, work.Bytes, work.Requests,
        work.Samples, work.Decoded);
}
