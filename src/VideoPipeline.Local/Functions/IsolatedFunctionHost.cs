using VideoPipeline.Local.Functions.Isolated;

namespace VideoPipeline.Local.Functions;

/// <summary>
/// Runs the functions of a template in processes of their own, which speak the Runtime API as on Lambda. A process serves one
/// invocation at a time and is reused; it is killed when its invocation times out or is cancelled, and with the host.
/// </summary>
public sealed class IsolatedFunctionHost : IFunctionInvoker
{
    private readonly RuntimeApi _api = new();
    private readonly SandboxedFunctions _functions;

    /// <summary>The functions start when first invoked.</summary>
    public IsolatedFunctionHost(FunctionHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _functions = new SandboxedFunctions(options.Template, options.Time, function => new ProcessSandbox(function, options, _api));
    }

    /// <inheritdoc/>
    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        _functions.InvokeAsync(function, payload, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _api.DisposeAsync();
    }
}
