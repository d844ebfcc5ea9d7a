namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Runs tasks concurrently and awaits all of them; if one throws, the others are cancelled.</summary>
internal static class ConcurrentTasks
{
    /// <summary>Runs <paramref name="work"/> for the indices 0 to <paramref name="count"/> - 1.</summary>
    /// <remarks>A single task runs on the caller's thread. Several start on the thread pool, because a task may compute for
    /// a long time before its first await.</remarks>
    public static async Task RunAsync(int count, Func<int, Task> work, CancellationTokenSource stop)
    {
        if (count == 1)
        {
            await work(0).ConfigureAwait(false);
            return;
        }
        var tasks = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var index = i;
            tasks[i] = Task.Run(() => CancelOthersOnFailureAsync(work(index), stop), CancellationToken.None);
        }
        await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    private static async Task CancelOthersOnFailureAsync(Task task, CancellationTokenSource stop)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
