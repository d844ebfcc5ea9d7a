using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The API whose state machines, activities and executions outlive the server.</summary>
/// <param name="api">The API.</param>
/// <param name="executions">Its executions.</param>
/// <param name="operations">The operations that changed state machines or activities.</param>
/// <param name="mocks">The test cases of state machines.</param>
internal sealed class DurableApi(
    StepFunctionsApi api, LocalExecutions executions, OperationJournal operations, MockConfiguration mocks)
{
    /// <summary>Restores what earlier servers had. Before the first operation.</summary>
    public async Task RestoreAsync()
    {
        await operations.RestoreAsync((operation, body) => api.InvokeAsync(operation, body, CancellationToken.None));
        executions.Restore(api.Machines, operations.Deleted, mocks);
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
        catch (FileNotFoundException)
        {
            throw new ApiException("ExecutionDoesNotExist", "The execution has been deleted with its state machine.");
        }
        catch (Exception exception) when (executions.IsSuspended && exception is not ApiException)
        {
            // Reported below.
        }
        throw new ApiException("ServiceUnavailable", "The server is stopping. Try again when it has been started again.");
    }
}
