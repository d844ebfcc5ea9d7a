namespace VideoPipeline.Local.Functions;

/// <summary>
/// Where a function lives: initialized once, then serving one invocation at a time. Initializing and invoking return as soon
/// as their token is cancelled and leave a sandbox that is not usable any more; disposing of it ends what it still does.
/// </summary>
internal interface ISandbox : IAsyncDisposable
{
    /// <summary>Whether it can serve another invocation.</summary>
    bool IsUsable { get; }

    /// <summary>Loads the function and builds its services.</summary>
    /// <param name="requestId">The id of the invocation that waits for it.</param>
    /// <param name="stopping">Gives up.</param>
    Task InitializeAsync(string requestId, CancellationToken stopping);

    /// <summary>Serves one invocation.</summary>
    Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping);
}
