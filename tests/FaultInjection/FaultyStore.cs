using System.Collections.Concurrent;
using VideoPipeline.Storage;

namespace VideoPipeline.FaultInjection;

/// <summary>A store whose operations fail by a schedule. Counts how often each object has been written completely.</summary>
internal sealed class FaultyStore(IStore store, FaultSchedule schedule) : IStore
{
    /// <summary>How often each object has been written, whether or not that was reported.</summary>
    public ConcurrentDictionary<string, int> Writes { get; } = new(StringComparer.Ordinal);

    public Task<Stream?> GetAsync(string key, CancellationToken cancellation) =>
        RunAsync(key, () => store.GetAsync(key, cancellation));

    public Task<byte[]?> ReadAsync(string key, long offset, int length, CancellationToken cancellation) =>
        RunAsync(key, () => store.ReadAsync(key, offset, length, cancellation));

    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        RunAsync(key, async () =>
        {
            await store.PutAsync(key, write, cancellation);
            Writes.AddOrUpdate(key, 1, static (_, count) => count + 1);
            return true;
        });

    public Task<bool> ExistsAsync(string key, CancellationToken cancellation) =>
        RunAsync(key, () => store.ExistsAsync(key, cancellation));

    public IAsyncEnumerable<StoreEntry> ListEntriesAsync(string prefix, CancellationToken cancellation) =>
        store.ListEntriesAsync(prefix, cancellation);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellation) =>
        store.ListFoldersAsync(folder, cancellation);

    public Task<bool> RenewAsync(string key, TimeSpan age, CancellationToken cancellation) =>
        RunAsync(key, () => store.RenewAsync(key, age, cancellation));

    public Task DeleteAsync(string key, CancellationToken cancellation) => RunAsync(key, async () =>
    {
        await store.DeleteAsync(key, cancellation);
        return true;
    });

    private async Task<T> RunAsync<T>(string key, Func<Task<T>> operation)
    {
        var fault = schedule.NextOperation();
        if (fault is StoreFault.FailsBefore or StoreFault.IsFull) throw FaultSchedule.Failure(fault, key);
        var result = await operation();
        if (fault == StoreFault.None) return result;
        (result as IDisposable)?.Dispose();
        throw FaultSchedule.Failure(fault, key);
    }
}
