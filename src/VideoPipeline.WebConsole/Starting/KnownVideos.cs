using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Videos;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Video;
using VideoPipeline.WebConsole.Hosting;

namespace VideoPipeline.WebConsole.Starting;

/// <summary>Finds the videos that people may want to start an execution with.</summary>
/// <param name="served">The server.</param>
/// <param name="folder">The folder in which it was started.</param>
internal sealed class KnownVideos(ServedExecutions served, string folder)
{
    // A server may be started in a home folder.
    private const int MaxDepth = 3, MaxEntries = 20_000, MaxVideos = 1_000, MaxExecutions = 100;

    /// <summary>The videos: those of the folder, of the store, and of the last executions. An address with credentials is left
    /// out.</summary>
    public async Task<IReadOnlyList<KnownVideo>> FindAsync(CancellationToken cancellation)
    {
        List<KnownVideo> videos =
        [
            .. VideoFolder.Videos(folder, MaxDepth, MaxEntries).Take(MaxVideos)
                .Select(file => new KnownVideo(
                    file.FullName, Path.GetRelativePath(folder, file.FullName), VideoOrigin.Folder, file.Length))
                .OrderBy(video => video.Name, StringComparer.OrdinalIgnoreCase),
        ];
        await foreach (var (key, length) in served.Store.ListEntriesAsync(Uploads.Prefix, cancellation))
        {
            var path = Path.GetFullPath(Path.Combine(served.StoreFolder, key));
            videos.Add(new KnownVideo(path, key[Uploads.Prefix.Length..], VideoOrigin.Store, length));
        }
        videos.AddRange(OfExecutions());
        return [.. videos.DistinctBy(video => video.Address)];
    }

    private IEnumerable<KnownVideo> OfExecutions() =>
        from execution in served.Executions.Known.All
            .Where(execution => execution.MapRun is null && execution.Start.StateMachineArn == LocalServer.StateMachineArn)
            .Take(MaxExecutions)
        let address = (JsonData.Parse(execution.Input)["video"] as StringData)?.Value
        where address is not null && !((SourceAddress)address).HasSecrets
        select new KnownVideo(address, address, VideoOrigin.Execution, null);
}
