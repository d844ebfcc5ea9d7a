using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.Local.Functions;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.Local.Runs;

/// <summary>Task states invoke the functions that this machine hosts.</summary>
internal sealed class FunctionTasks(IFunctionInvoker functions) : ITaskInvoker
{
    /// <inheritdoc/>
    public async Task<JToken> InvokeAsync(TaskInvocation call, CancellationToken cancellation)
    {
        try
        {
            var payload = Encoding.UTF8.GetBytes(call.Payload.ToString(Formatting.None));
            var answer = await functions.InvokeAsync(call.FunctionName, payload, cancellation);
            return StatesJson.Parse(Encoding.UTF8.GetString(answer));
        }
        catch (FunctionFailedException failure)
        {
            throw new TaskFailedException(failure.ErrorType, Encoding.UTF8.GetString(failure.Payload.Span));
        }
    }
}
