using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Remote;

/// <summary>Fetches the results of an execution that ran on AWS or on a local server.</summary>
internal static class RemoteResults
{
    /// <summary>Copies the result files of an execution to its run's folder in the local store.</summary>
    /// <param name="result">The bucket and the keys of the results.</param>
    /// <param name="execution">The execution's name.</param>
    /// <param name="store">The folder of the local store.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The run's folder.</returns>
    /// <exception cref="InvalidInputException">The results are in the store of another local folder.</exception>
    public static async Task<string> FetchAsync(
        ResultReference result, string execution, string store, CancellationToken cancellation)
    {
        var keys = new RunKeys(execution);
        var local = FolderStore.Open(store, TimeProvider.System);
        if (result.Bucket != LocalRuns.Bucket)
        {
            await CopyAsync(new S3Store(result.Bucket), local, keys, cancellation);
        }
        else if (!await local.ExistsAsync(keys.Summary, cancellation))
        {
            throw new InvalidInputException(
                $"The results of {execution} are not in {store}: the server was started in another folder. " +
                "Run this command there.");
        }
        return Path.Combine(store, keys.Prefix);
    }

    /// <summary>Copies the result files of a run. The summary is copied last: if it is present, all files are.</summary>
    /// <remarks>
    /// Requests only the objects that the run has written: without <c>s3:ListBucket</c>, S3 answers a request for a missing
    /// object with 403 instead of 404.
    /// </remarks>
    internal static async Task CopyAsync(IStore from, IStore to, RunKeys keys, CancellationToken cancellation)
    {
        var bytes = await from.GetBytesAsync(keys.RunReport, cancellation)
            ?? throw new CorruptResultException(
                $"{keys.RunReport} does not exist, so the result files of the run are unknown. Run the execution again.");
        var report = ResultJson.ReadRunReport(bytes, keys.RunReport);
        var files = RunFolder.Keys(keys, ExecutionInput.Parse(report.Options));
        foreach (var key in files.OrderBy(key => key == keys.Summary)) await CopyAsync(from, to, key, cancellation);
    }

    private static async Task CopyAsync(IStore from, IStore to, string key, CancellationToken cancellation)
    {
        await using var content = await from.GetAsync(key, cancellation);
        if (content is not null) await to.PutAsync(key, (stream, stop) => content.CopyToAsync(stream, stop), cancellation);
    }
}
