using System.Runtime.CompilerServices;

namespace VideoPipeline.Functions;

/// <summary>Reads several items at the same time.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// Returns the result of <paramref name="read"/> for each item, in order. Up to <paramref name="concurrency"/> items are
    /// being read, or waiting to be returned. After a failure, the other reads are canceled and awaited.
    /// </summary>
    public static async IAsyncEnumerable<TResult> InOrderAsync<TItem, TResult>(
        IEnumerable<TItem> items, int concurrency, Func<TItem, CancellationToken, Task<TResult>> read,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reads = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                if (reads.Count == concurrency) yield return await reads.Dequeue();
                reads.Enqueue(Task.Run(() => read(item, stop.Token), stop.Token));
            }

            while (reads.TryDequeue(out var next)) yield return await next;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reads.AsEnumerable<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
