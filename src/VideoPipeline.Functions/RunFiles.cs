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

    /// <summary>Reads the report and the partial of each range, in order.</summary>
    /// <exception cref="UnsplittableVideoException">A worker found that the video cannot be split.</exception>
    public static async Task<IReadOnlyList<(RangeReport Report, Partial Partial)>> GetRangesAsync(
        this IStore store, RunKeys keys, Plan plan, CancellationToken cancellation)
    {
        var ranges = new List<(RangeReport, Partial)>();
        foreach (var range in plan.Ranges)
            ranges.Add(await store.GetReportedAsync(keys.RangeReport(range.Index), PartialFile.Read, cancellation));
        return ranges;
    }

    /// <summary>Reads the report and the partial of each group of stills, in order.</summary>
    /// <exception cref="UnsplittableVideoException">A worker found that the video cannot be split.</exception>
    public static async Task<IReadOnlyList<(RangeReport Report, StillsPartial Partial)>> GetGroupsAsync(
        this IStore store, RunKeys keys, StillsPlan plan, CancellationToken cancellation)
    {
        var groups = new List<(RangeReport, StillsPartial)>();
        foreach (var group in plan.Groups)
            groups.Add(await store.GetReportedAsync(keys.StillsReport(group.Index), PartialFile.ReadStills, cancellation));
        return groups;
    }

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

    // A worker that finds that the video cannot be split ends without an error: the state machine continues at the state that reads
    // the partials, and plans again when this throws. If the worker failed, the redrive of the Map Run would repeat its failure.
    private static async Task<(RangeReport, T)> GetReportedAsync<T>(
        this IStore store, string reportKey, Func<Stream, string, T> read, CancellationToken cancellation)
    {
        var report = RangeReport.Parse(await store.RequireBytesAsync(reportKey, cancellation));
        if (report.Partial is not { } partial) throw new UnsplittableVideoException(report.UnsplittableReason!);
        await using var stream = await store.GetAsync(partial, cancellation) ?? throw Missing(partial);
        return (report, read(stream, partial));
    }

    /// <summary>Reads an object that an earlier state wrote.</summary>
    /// <exception cref="CorruptResultException">It does not exist.</exception>
    public static async Task<byte[]> RequireBytesAsync(this IStore store, string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) ?? throw Missing(key);

    private static CorruptResultException Missing(string key) =>
        new($"{key}, which an earlier state wrote, is missing from the store. Run again.");
}
