using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>What one state left in the store for the next.</summary>
internal static class RunFiles
{
    public static async Task<IndexFile> GetIndexAsync(this IStore store, RunKeys keys, CancellationToken cancellation) =>
        IndexFile.Parse(await GetAsync(store, keys.Index, cancellation));

    public static async Task<Plan> GetPlanAsync(this IStore store, RunKeys keys, CancellationToken cancellation) =>
        PlanFile.Parse(await GetAsync(store, keys.Plan, cancellation));

    private static async Task<byte[]> GetAsync(IStore store, string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) ??
        throw new InvalidInputException($"{key} is not in the store, though an earlier state wrote it. Run again.");
}
