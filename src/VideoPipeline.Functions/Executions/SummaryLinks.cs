using VideoPipeline.Sources.S3;

namespace VideoPipeline.Functions.Executions;

/// <summary>Creates links to results that work without credentials.</summary>
internal sealed class SummaryLinks(Settings settings, S3Clients clients, TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    /// <summary>Creates a presigned URL of an object, valid for an hour; in local runs, the <c>file://</c> URL.</summary>
    public async Task<string> CreateAsync(string bucket, string key) => settings.StoreFolder is { } folder
        ? new Uri(Path.Combine(folder, key)).AbsoluteUri
        : await clients.CreatePresignedUrlAsync(bucket, key, time.GetUtcNow() + s_lifetime);
}
