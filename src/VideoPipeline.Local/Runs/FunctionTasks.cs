using System.Text;
using VideoPipeline.Local.Functions;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Runs;

/// <summary>Executes Task states by invoking the functions on this machine, and other services by what is registered for
/// them.</summary>
internal sealed class FunctionTasks(IFunctionInvoker functions) : ITaskInvoker
{
    private const string IntegrationPrefix = "arn:aws:states:::";
    private const string LambdaPrefix = IntegrationPrefix + "lambda:invoke";

    private readonly Dictionary<string, Func<TaskInvocation, CancellationToken, Task<JsonData>>> _services = [];

    private const string NotFound = "Lambda.ResourceNotFoundException";
    private const string ArnPrefix = "arn:aws:lambda:us-east-1:000000000000:function:";

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
        try
        {
            var payload = invocation.Payload.ToUtf8();
            var result = await functions.InvokeAsync(NameOf(invocation.FunctionName), payload, cancellation);
            return JsonData.Parse(result);
        }
        catch (FunctionFailedException unknown) when (unknown.ErrorType == NotFound)
        {
            throw new TaskFailedException(
                NotFound,
                $"Function not found: {ArnOf(invocation.FunctionName)}:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: "
                + $"ResourceNotFoundException; Request ID: {Guid.NewGuid()}; Proxy: null)");
        }
        catch (FunctionFailedException failure)
        {
            throw new TaskFailedException(failure.ErrorType, Encoding.UTF8.GetString(failure.Payload.Span));
        }
    }

    // arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, with or without a version.
    private static string NameOf(string function) =>
        function.Split(':') is ["arn", _, "lambda", _, _, "function", var name, ..] ? name : function;

    private static string ArnOf(string function) =>
        function.StartsWith("arn:", StringComparison.Ordinal) ? function : ArnPrefix + function;
}
