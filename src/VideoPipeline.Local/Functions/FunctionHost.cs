using VideoPipeline.Local.Functions.InProcess;
using VideoPipeline.Local.Functions.Isolated;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>Runs the functions of a SAM template on this machine. Each function has a pool of sandboxes.</summary>
internal sealed class FunctionHost : IFunctionInvoker
{
    private readonly string _templatePath;
    private readonly Dictionary<string, SandboxPool> _pools;
    private readonly RuntimeApi? _runtimeApi;

    private FunctionHost(FunctionHostOptions options, Func<SamFunction, ISandbox> createSandbox, RuntimeApi? runtimeApi)
    {
        _templatePath = options.Template.Path;
        _pools = options.Template.Functions.Values.ToDictionary(
            function => function.LogicalId,
            function => new SandboxPool(function, options.Time, () => createSandbox(function)));
        _runtimeApi = runtimeApi;
    }

    /// <summary>
    /// Creates a host that runs the functions in this process. Each sandbox has its own instance of the generated entry point
    /// and its own services. All share the environment of this process, in which the functions' environment variables are set.
    /// </summary>
    /// <param name="options">The template, the environment variables and the callbacks.</param>
    /// <exception cref="TemplateException">Two functions have different values for an environment variable.</exception>
    public static FunctionHost InProcess(FunctionHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProcessEnvironment.Apply(options);
        return new FunctionHost(options, function => new InProcessSandbox(function, options), runtimeApi: null);
    }

    /// <summary>
    /// Creates a host that runs the functions in separate processes, which use the Lambda Runtime API. A process serves one
    /// invocation at a time and is reused. It is killed when its invocation times out or is cancelled, or the host is disposed.
    /// </summary>
    /// <param name="options">The template, the environment variables and the callbacks.</param>
    public static FunctionHost Isolated(FunctionHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var runtimeApi = new RuntimeApi();
        return new FunctionHost(options, function => new ProcessSandbox(function, options, runtimeApi), runtimeApi);
    }

    /// <inheritdoc/>
    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        _pools.TryGetValue(function, out var pool)
            ? pool.InvokeAsync(payload, cancellation)
            : Task.FromException<byte[]>(FunctionFailedException.NotFound(function, _templatePath, _pools.Keys));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values) await pool.DisposeAsync();
        if (_runtimeApi is not null) await _runtimeApi.DisposeAsync();
    }
}
