using VideoPipeline.Cli.Remote;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Remote;

/// <summary>The results of a run in a bucket whose objects one may read, and not list.</summary>
public sealed class RemoteResultsTests
{
    [Theory]
    [InlineData(false, "contact-sheet.jpg frames.npz mean.png run.json summary.json")]
    [InlineData(true, "contact-sheet.jpg fingerprints.npz frames.npz mean.png run.json summary.json")]
    public async Task CopyAsync_OfARun_AsksForNothingThatIsNotThere(bool fingerprint, string files)
    {
        using var folder = new TemporaryFolder();
        var input = new ExecutionInput { Video = await NumberedVideo.Named("h264-closed.mp4").FileAsync(), Fingerprint = fingerprint };
        var outcome = await new LocalRuns(new LocalRunsOptions { StoreFolder = folder.File("there") }).RunAsync("film", input, null, default);
        Assert.True(outcome.Succeeded, outcome.Cause);
        var there = new ReadableStore(FolderStore.Open(folder.File("there"), TimeProvider.System));
        var here = FolderStore.Open(folder.File("here"), TimeProvider.System);

        await RemoteResults.CopyAsync(there, here, new RunKeys("film"), default);

        var copied = new List<string>();
        await foreach (var key in here.ListAsync("", default)) copied.Add(Path.GetFileName(key));
        Assert.Equal(files, string.Join(' ', copied));
    }

    /// <summary>What S3 answers without <c>s3:ListBucket</c>.</summary>
    private sealed class ReadableStore(IStore store) : IStore
    {
        public async Task<Stream?> GetAsync(string key, CancellationToken cancellation) =>
            await store.GetAsync(key, cancellation) ?? throw new InvalidInputException($"403 AccessDenied for {key}");

        public Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> ExistsAsync(string key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => throw new InvalidInputException("403 AccessDenied");

        public Task DeleteAsync(string key, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
