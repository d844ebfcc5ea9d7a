using VideoPipeline.Local.Functions.InProcess;

namespace VideoPipeline.Local.Functions;

/// <summary>
/// Runs the functions of a template in this process. Each sandbox has its own instance of the generated entry point, and with
/// it its own services; the environment is the process's, so the functions must agree on it.
/// </summary>
public sealed class FunctionHost : IFunctionInvoker
{
    private readonly SandboxedFunctions _functions;

    /// <summary>Sets the environment variables of all functions in this process; the functions start when first invoked.</summary>
    /// <exception cref="Templates.TemplateException">Two functions want different values of a variable.</exception>
    public FunctionHost(FunctionHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProcessEnvironment.Apply(options);
        _functions = new SandboxedFunctions(options.Template, options.Time, function => new InProcessSandbox(function, options));
    }

    /// <inheritdoc/>
    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        _functions.InvokeAsync(function, payload, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _functions.DisposeAsync();
}
