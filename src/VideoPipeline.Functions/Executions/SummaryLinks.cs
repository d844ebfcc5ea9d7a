using VideoPipeline.Sources.S3;

namespace VideoPipeline.Functions.Executions;

/// <summary>Links under which results can be fetched without credentials.</summary>
public sealed class SummaryLinks(Settings settings, S3Clients clients, TimeProvider time)
{
    private static readonly TimeSpan s_life = TimeSpan.FromHours(1);

    /// <summary>A signed address of an object, good for an hour; on one machine the file itself.</summary>
    public async Task<string> ToAsync(string bucket, string key) => settings.StoreFolder is { } folder
        ? new Uri(Path.Combine(folder, key)).AbsoluteUri
        : await clients.LinkAsync(bucket, key, time.GetUtcNow() + s_life);
}
