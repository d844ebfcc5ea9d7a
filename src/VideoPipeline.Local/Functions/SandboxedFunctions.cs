using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>The functions of a template, each with its pool of sandboxes.</summary>
internal sealed class SandboxedFunctions(SamTemplate template, TimeProvider time, Func<SamFunction, ISandbox> create) : IFunctionInvoker
{
    private readonly Dictionary<string, SandboxPool> _pools = template.Functions.Values.ToDictionary(
        function => function.LogicalId,
        function => new SandboxPool(function, time, () => create(function)));

    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        _pools.TryGetValue(function, out var pool)
            ? pool.InvokeAsync(payload, cancellation)
            : Task.FromException<byte[]>(FunctionFailedException.NotFound(function, template.Path, _pools.Keys));

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values) await pool.DisposeAsync();
    }
}
