namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Work side by side: all of it is awaited, and when one piece throws the others are told to stop.</summary>
internal static class Concurrently
{
    /// <summary>Runs <paramref name="work"/> for 0 to <paramref name="count"/> - 1.</summary>
    /// <remarks>A single piece runs on the caller's thread. Several start on the pool, because a task may compute for
    /// long before it first awaits.</remarks>
    public static async Task RunAsync(int count, Func<int, Task> work, CancellationTokenSource stop)
    {
        if (count == 1)
        {
            await work(0).ConfigureAwait(false);
            return;
        }
        var pieces = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var piece = i;
            pieces[i] = Task.Run(() => StopOthersOnFailureAsync(work(piece), stop), CancellationToken.None);
        }
        await Task.WhenAll(pieces).ConfigureAwait(false);
    }

    private static async Task StopOthersOnFailureAsync(Task piece, CancellationTokenSource stop)
    {
        try
        {
            await piece.ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
