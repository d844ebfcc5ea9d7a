using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Debugging;

namespace VideoPipeline.Local.Serving.Stepping;

/// <summary>The executions of the server that somebody steps through. Thread-safe.</summary>
internal sealed class SteppingSessions(LocalExecutions executions, ExecutionOperations operations)
{
    /// <summary>All of them, newest first.</summary>
    public IEnumerable<SteppingSession> All => executions.Known.All
        .Where(execution => execution is { MapRun: null, Start.Debugger: not null })
        .Select(execution => new SteppingSession(execution, execution.Start.Debugger!));

    /// <summary>Starts an execution that stops before its first state.</summary>
    /// <param name="request">A request of StartExecution.</param>
    /// <exception cref="ApiException">As StartExecution, also if the execution exists and runs freely.</exception>
    public SteppingSession Start(ApiRequest request)
    {
        var execution = operations.StartNew(request, new ExecutionDebugger());
        return execution.Start.Debugger is { } debugger
            ? new SteppingSession(execution, debugger)
            : throw new ApiException("ExecutionAlreadyExists", $"Execution Already Exists: '{execution.Arn}'");
    }

    /// <summary>Finds the session of an execution, or of one of its child executions.</summary>
    /// <exception cref="ApiException">There is no such execution, or nobody steps through it.</exception>
    public SteppingSession Find(string arn)
    {
        var execution = executions.Known.Find(arn) ?? throw ApiException.ExecutionDoesNotExist(arn);
        return execution.Start.Debugger is { } debugger
            ? new SteppingSession(execution, debugger)
            : throw ApiException.Validation(
                $"'{arn}' runs freely. Only an execution that /stepping/StartExecution started stops before its states.");
    }
}

/// <summary>An execution and its debugger.</summary>
internal sealed record SteppingSession(RecordedExecution Execution, ExecutionDebugger Debugger)
{
    /// <summary>Finds a held state by the number of its pause.</summary>
    /// <exception cref="ApiException">It is not held, or no longer.</exception>
    public PausedState FindPaused(int id) => Debugger.Paused.FirstOrDefault(paused => paused.Id == id) ?? throw NotPaused(id);

    /// <summary>A state is not held, or no longer.</summary>
    public static ApiException NotPaused(long id) => new(
        "PausedStateDoesNotExist", $"No state is paused under the id {id}. ListPausedStates returns those that are.");
}
