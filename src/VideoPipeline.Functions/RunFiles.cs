using VideoPipeline.Errors;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>What one state left in the store for the next.</summary>
internal static class RunFiles
{
    /// <summary>The index with all rows of its tables.</summary>
    public static async Task<IndexFile> GetIndexAsync(this IStore store, RunKeys keys, CancellationToken cancellation)
    {
        var file = await StoredIndex.OpenAsync(store, keys, cancellation);
        await file.Index.EnsureAllLoadedAsync(cancellation);
        return file;
    }

    public static async Task<Plan> GetPlanAsync(this IStore store, RunKeys keys, CancellationToken cancellation) =>
        PlanFile.Parse(await store.RequireBytesAsync(keys.Plan, cancellation));

    /// <summary>What the worker of each range left, in order.</summary>
    public static async Task<IReadOnlyList<(RangeReport Report, Partial Partial)>> GetRangesAsync(
        this IStore store, RunKeys keys, Plan plan, CancellationToken cancellation)
    {
        var ranges = new List<(RangeReport, Partial)>();
        foreach (var range in plan.Ranges)
            ranges.Add(await store.GetReportedAsync(keys.RangeReport(range.Index), PartialFile.Read, cancellation));
        return ranges;
    }

    /// <summary>What the worker of each group left, in order.</summary>
    public static async Task<IReadOnlyList<(RangeReport Report, StillsPartial Partial)>> GetGroupsAsync(
        this IStore store, RunKeys keys, StillsPlan plan, CancellationToken cancellation)
    {
        var groups = new List<(RangeReport, StillsPartial)>();
        foreach (var group in plan.Groups)
            groups.Add(await store.GetReportedAsync(keys.StillsReport(group.Index), PartialFile.ReadStills, cancellation));
        return groups;
    }

    /// <summary>A partial, unless there is none; one that cannot be read is made again.</summary>
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

    private static async Task<(RangeReport, T)> GetReportedAsync<T>(
        this IStore store, string reportKey, Func<Stream, string, T> read, CancellationToken cancellation)
    {
        var report = RangeReport.Parse(await store.RequireBytesAsync(reportKey, cancellation));
        await using var stream = await store.GetAsync(report.Partial, cancellation) ?? throw Gone(report.Partial);
        return (report, read(stream, report.Partial));
    }

    public static async Task<byte[]> RequireBytesAsync(this IStore store, string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) ?? throw Gone(key);

    public static CorruptResultException Gone(string key) =>
        new($"{key} is not in the store, though an earlier state wrote it. Run again.");
}
