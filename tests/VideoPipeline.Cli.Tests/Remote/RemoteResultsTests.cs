using VideoPipeline.Cli.Remote;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Remote;

/// <summary>Results in a bucket for which the caller has <c>s3:GetObject</c> but not <c>s3:ListBucket</c>.</summary>
[Collection(RunCollection.Name)]
public sealed class RemoteResultsTests
{
    [Theory]
    [InlineData(
        false,
        "barcode.png chapters.vtt contact-sheet.jpg frames.npz mean.png report.html run.json shots.csv shots.otio summary.json")]
    [InlineData(
        true,
        "barcode.png chapters.vtt contact-sheet.jpg fingerprints.npz frames.npz mean.png report.html run.json shots.csv " +
        "shots.otio summary.json")]
    public async Task CopyAsync_NoListPermission_RequestsExistingObjectsOnly(bool fingerprint, string files)
    {
        using var folder = new TemporaryFolder();
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var input = new ExecutionInput { Video = video, Fingerprint = fingerprint };
        var runs = new LocalRuns(new LocalRunsOptions { StoreFolder = folder.File("remote") });
        var outcome = await runs.RunAsync("film", input, null, default);
        Assert.True(outcome.Succeeded, outcome.Cause);
        var remote = new ReadableStore(FolderStore.Open(folder.File("remote"), TimeProvider.System));
        var local = FolderStore.Open(folder.File("local"), TimeProvider.System);

        await RemoteResults.CopyAsync(remote, local, new RunKeys("film"), default);

        var copied = new List<string>();
        await foreach (var key in local.ListAsync("", default)) copied.Add(Path.GetFileName(key));
        Assert.Equal(files, string.Join(' ', copied));
    }

    /// <summary>Answers like S3 without <c>s3:ListBucket</c>: 403 for a missing object.</summary>
    private sealed class ReadableStore(IStore store) : IStore
    {
        public async Task<Stream?> GetAsync(string key, CancellationToken cancellation) =>
            await store.GetAsync(key, cancellation) ?? throw new InvalidInputException($"403 AccessDenied for {key}");

        public Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
            throw new InvalidInputException("403 AccessDenied");

        public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task DeleteAsync(string key, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
