using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The API whose state machines, activities and executions outlive the server.</summary>
/// <param name="api">The API.</param>
/// <param name="executions">Its executions.</param>
/// <param name="operations">The operations that changed state machines or activities.</param>
internal sealed class DurableApi(StepFunctionsApi api, LocalExecutions executions, OperationJournal operations)
{
    /// <summary>Restores what earlier servers had. Before the first operation.</summary>
    public async Task RestoreAsync()
    {
        await operations.RestoreAsync((operation, body) => api.InvokeAsync(operation, body, CancellationToken.None));
        executions.Restore(
            arn => api.Machines.TryGet(arn, out var machine) ? machine : null, operations.Deleted);
    }

    /// <summary>Executes an operation. When it returns, what the response says is recorded.</summary>
    /// <inheritdoc cref="StepFunctionsApi.InvokeAsync"/>
    public async Task<JsonData> InvokeAsync(string operation, string body, CancellationToken aborted)
    {
        try
        {
            var response = OperationJournal.IsChange(operation)
                ? await operations.ExecuteAsync(operation, body, (name, request) => api.InvokeAsync(name, request, aborted))
                : await api.InvokeAsync(operation, body, aborted);
            if (!executions.IsSuspended) return response;
        }
        catch (Exception exception) when (executions.IsSuspended && exception is not ApiException)
        {
            // Reported below.
        }
        throw new ApiException("ServiceUnavailable", "The server is stopping. Try again when it has been started again.");
    }
}
