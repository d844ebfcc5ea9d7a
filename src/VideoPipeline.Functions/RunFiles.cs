using VideoPipeline.Errors;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>Reads the files that earlier states wrote to the store.</summary>
internal static class RunFiles
{
    /// <summary>The number of partials that are read at the same time.</summary>
    private const int ConcurrentReads = 16;

    /// <summary>Reads the index with all rows of its tables.</summary>
    public static async Task<IndexFile> GetIndexAsync(this IStore store, RunKeys keys, CancellationToken cancellation)
    {
        var file = await StoredIndex.OpenAsync(store, keys, cancellation);
        await file.Index.EnsureAllLoadedAsync(cancellation);
        return file;
    }

    /// <summary>Reads the plan.</summary>
    public static async Task<Plan> GetPlanAsync(this IStore store, RunKeys keys, CancellationToken cancellation) =>
        PlanFile.Parse(await store.RequireBytesAsync(keys.Plan, cancellation));

    /// <summary>
    /// Reads the report and the partial of each range, in order. Only those that are being read are in memory, besides the one
    /// returned last.
    /// </summary>
    /// <exception cref="UnsplittableVideoException">A worker found that the video cannot be split.</exception>
    public static IAsyncEnumerable<(RangeReport Report, Partial Partial)> ReadRangesAsync(
        this IStore store, RunKeys keys, Plan plan, CancellationToken cancellation) =>
        ReadAhead.InOrderAsync(
            plan.Ranges,
            ConcurrentReads,
            (range, stop) => store.GetReportedAsync(keys.RangeReport(range.Index), PartialFile.Read, stop),
            cancellation);

    /// <summary>Reads the report and the partial of each group of stills, in order.</summary>
    /// <exception cref="UnsplittableVideoException">A worker found that the video cannot be split.</exception>
    public static IAsyncEnumerable<(RangeReport Report, StillsPartial Partial)> ReadGroupsAsync(
        this IStore store, RunKeys keys, StillsPlan plan, CancellationToken cancellation) =>
        ReadAhead.InOrderAsync(
            plan.Groups,
            ConcurrentReads,
            (group, stop) => store.GetReportedAsync(keys.StillsReport(group.Index), PartialFile.ReadStills, stop),
            cancellation);

    /// <summary>Reads a partial; null if there is none, or if it is corrupt and must be computed again.</summary>
    public static async Task<T?> GetPartialAsync<T>(
        this IStore store, string key, Func<Stream, string, T> read, CancellationToken cancellation) where T : class
    {
        await using var stream = await store.GetAsync(key, cancellation);
        try
        {
            return stream is null ? null : read(stream, key);
        }
        catch (CorruptResultException)
        {
            return null;
        }
    }

    // A worker that finds that the video cannot be split ends without an error: the state machine continues at the state that
    // reads the partials, and plans again when this throws. If the worker failed, the redrive of the Map Run would repeat its
    // failure.
    private static async Task<(RangeReport, T)> GetReportedAsync<T>(
        this IStore store, string reportKey, Func<Stream, string, T> read, CancellationToken cancellation)
    {
        var report = RangeReport.Parse(await store.RequireBytesAsync(reportKey, cancellation));
        if (report.Partial is not { } partial) throw new UnsplittableVideoException(report.UnsplittableReason!);
        await using var stream = await store.GetAsync(partial, cancellation) ?? throw MissingPartial(partial);
        return (report, read(stream, partial));
    }

    /// <summary>Reads an object that an earlier state wrote.</summary>
    /// <exception cref="CorruptResultException">It does not exist.</exception>
    public static async Task<byte[]> RequireBytesAsync(this IStore store, string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) ?? throw Missing(key);

    private static CorruptResultException MissingPartial(string key) =>
        new($"{key}, which a worker wrote, is missing from the store: it was deleted, or has expired. Run again; a redrive " +
            "would not compute it again.");

    private static CorruptResultException Missing(string key) =>
        new($"{key}, which an earlier state wrote, is missing from the store. Run again.");
}
