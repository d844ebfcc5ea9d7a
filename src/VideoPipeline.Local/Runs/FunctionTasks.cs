using System.Text;
using VideoPipeline.Local.Functions;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Runs;

/// <summary>Executes Task states by invoking the functions on this machine.</summary>
internal sealed class FunctionTasks(IFunctionInvoker functions) : ITaskInvoker
{
    /// <inheritdoc/>
    public async Task<JsonData> InvokeAsync(TaskInvocation invocation, CancellationToken cancellation)
    {
        try
        {
            var payload = invocation.Payload.ToUtf8();
            var result = await functions.InvokeAsync(invocation.FunctionName, payload, cancellation);
            return JsonData.Parse(result);
        }
        catch (FunctionFailedException failure)
        {
            throw new TaskFailedException(failure.ErrorType, Encoding.UTF8.GetString(failure.Payload.Span));
        }
    }
}
