namespace VideoPipeline.Local.Functions;

/// <summary>Invokes the functions of a template, as Lambda would.</summary>
public interface IFunctionInvoker : IAsyncDisposable
{
    /// <summary>Invokes a function and waits for its result.</summary>
    /// <param name="function">Its logical id in the template.</param>
    /// <param name="payload">Its input, UTF-8 JSON.</param>
    /// <param name="cancellation">Ends the invocation and the work it does.</param>
    /// <returns>Its result, UTF-8 JSON; <c>null</c> where it returns nothing.</returns>
    /// <exception cref="FunctionFailedException">It threw, ran out of time, died, or is not there.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; the work has stopped.</exception>
    Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default);
}
