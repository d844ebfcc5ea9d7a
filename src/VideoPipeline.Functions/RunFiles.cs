using VideoPipeline.Indexing;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>What one state left in the store for the next.</summary>
internal static class RunFiles
{
    /// <summary>The index with all rows of its tables.</summary>
    public static async Task<IndexFile> GetIndexAsync(this IStore store, RunKeys keys, CancellationToken cancellation)
    {
        var file = await StoredIndex.OpenAsync(store, keys, cancellation);
        await file.Index.RequireAllAsync(cancellation);
        return file;
    }

    public static async Task<Plan> GetPlanAsync(this IStore store, RunKeys keys, CancellationToken cancellation) =>
        PlanFile.Parse(await store.RequireBytesAsync(keys.Plan, cancellation));

    public static async Task<byte[]> RequireBytesAsync(this IStore store, string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) ?? throw Gone(key);

    public static CorruptResultException Gone(string key) =>
        new($"{key} is not in the store, though an earlier state wrote it. Run again.");
}
