namespace VideoPipeline.Local.Functions;

/// <summary>
/// The execution environment of a function: it is initialized once, then serves one invocation at a time. When a token is
/// cancelled, initialization and invocation return at once and the sandbox is no longer usable. Disposing it stops its work.
/// </summary>
internal interface ISandbox : IAsyncDisposable
{
    /// <summary>Whether it can serve the next invocation.</summary>
    bool IsUsable { get; }

    /// <summary>Loads the function and creates its services.</summary>
    /// <param name="requestId">The request ID of the first invocation.</param>
    /// <param name="stopping">Cancels the operation.</param>
    Task InitializeAsync(string requestId, CancellationToken stopping);

    /// <summary>Serves one invocation and returns its result as UTF-8 JSON.</summary>
    Task<byte[]> InvokeAsync(Invocation invocation, CancellationToken stopping);
}
