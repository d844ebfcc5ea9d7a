using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Remote;

/// <summary>The results of an execution that ran elsewhere.</summary>
internal static class RemoteResults
{
    /// <summary>Brings the result files into the run's folder of a store on this machine, where those of its own runs are too.</summary>
    /// <param name="result">Where they are.</param>
    /// <param name="execution">The execution's name.</param>
    /// <param name="store">The folder of the store.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The run's folder.</returns>
    /// <exception cref="InvalidInputException">They are in the store of another folder of this machine.</exception>
    public static async Task<string> FetchAsync(ResultReference result, string execution, string store, CancellationToken cancellation)
    {
        var keys = new RunKeys(execution);
        var here = FolderStore.Open(store, TimeProvider.System);
        if (result.Bucket != LocalRuns.Bucket)
        {
            await CopyAsync(new S3Store(result.Bucket), here, keys, cancellation);
        }
        else if (!await here.ExistsAsync(keys.Summary, cancellation))
        {
            throw new InvalidInputException(
                $"The results of {execution} are in the store of the folder in which the server was started, not in {store}. Run this command there.");
        }
        return Path.Combine(store, keys.Prefix);
    }

    /// <summary>Copies the result files of a run, the summary last: where it is, all of them are.</summary>
    /// <remarks>
    /// None is asked for that is not there: who may read objects and not list them is not told that one is missing, but that it may
    /// not be read.
    /// </remarks>
    internal static async Task CopyAsync(IStore from, IStore to, RunKeys keys, CancellationToken cancellation)
    {
        var bytes = await from.GetBytesAsync(keys.Run, cancellation)
            ?? throw new CorruptResultException($"{keys.Run} is gone, and what the run has left cannot be told without it. Run it again.");
        var report = ResultJson.ReadRunReport(bytes, keys.Run);
        var files = RunFolder.Keys(keys, ExecutionInput.Parse(report.Options));
        foreach (var key in files.OrderBy(key => key == keys.Summary)) await CopyAsync(from, to, key, cancellation);
    }

    private static async Task CopyAsync(IStore from, IStore to, string key, CancellationToken cancellation)
    {
        await using var content = await from.GetAsync(key, cancellation);
        if (content is not null) await to.PutAsync(key, (stream, stop) => content.CopyToAsync(stream, stop), cancellation);
    }
}
