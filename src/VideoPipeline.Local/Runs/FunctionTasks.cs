using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Bindings;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Runs;

/// <summary>Executes Task states by invoking the functions on this machine, and other services by what is registered for
/// them.</summary>
internal sealed class FunctionTasks(BoundFunctions functions) : ITaskInvoker
{
    private static readonly AsyncLocal<TaskInvocation?> s_current = new();

    private const string IntegrationPrefix = "arn:aws:states:::";
    private const string LambdaPrefix = IntegrationPrefix + "lambda:invoke";

    private readonly Dictionary<string, Func<TaskInvocation, CancellationToken, Task<JsonData>>> _services = [];

    /// <summary>The task on whose behalf the code runs that asks; null for none.</summary>
    public static TaskInvocation? Current => s_current.Value;

    /// <summary>Registers what a service integration calls. Before the first execution.</summary>
    public void Register(string resource, Func<TaskInvocation, CancellationToken, Task<JsonData>> call) =>
        _services.Add(resource, call);

    /// <inheritdoc/>
    public async Task<JsonData> InvokeAsync(TaskInvocation invocation, CancellationToken cancellation)
    {
        var resource = invocation.Resource;
        if (_services.TryGetValue(resource, out var call)) return await call(invocation, cancellation);
        if (resource.StartsWith(IntegrationPrefix, StringComparison.Ordinal)
            && !resource.StartsWith(LambdaPrefix, StringComparison.Ordinal))
        {
            throw new UnknownIntegrationException(
                resource, $"Use {LambdaPrefix}{string.Concat(_services.Keys.Order().Select(known => $", {known}"))}.");
        }
        s_current.Value = invocation;
        try
        {
            return JsonData.Parse(
                await functions.InvokeAsync(invocation.FunctionName, invocation.Payload.ToUtf8(), cancellation));
        }
        catch (FunctionFailedException failure)
        {
            throw new TaskFailedException(failure.ErrorType, failure.Cause);
        }
    }
}
