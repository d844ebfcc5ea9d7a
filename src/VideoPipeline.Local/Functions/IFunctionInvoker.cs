namespace VideoPipeline.Local.Functions;

/// <summary>Invokes the functions of a template as Lambda does.</summary>
internal interface IFunctionInvoker : IAsyncDisposable
{
    /// <summary>Invokes a function and waits for its result.</summary>
    /// <param name="function">Its logical ID in the template.</param>
    /// <param name="payload">Its input as UTF-8 JSON.</param>
    /// <param name="cancellation">Cancels the invocation.</param>
    /// <returns>Its result as UTF-8 JSON; <c>null</c> if it returns none.</returns>
    /// <exception cref="FunctionFailedException">It threw, timed out, exited, was throttled, or does not exist.</exception>
    /// <exception cref="OperationCanceledException">The invocation was cancelled, and has stopped.</exception>
    Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default);
}
