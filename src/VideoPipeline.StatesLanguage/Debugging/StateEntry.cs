using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.States;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>A state of an execution, and its input.</summary>
public sealed record StateEntry
{
    /// <summary>The ARN of the execution or child execution.</summary>
    public required string ExecutionArn { get; init; }

    /// <summary>The Map Run if it is a child execution; null otherwise.</summary>
    public MapRun? MapRun { get; init; }

    /// <summary>The workflows around the state, from the outermost; empty for a state of the state machine itself.</summary>
    public required IReadOnlyList<WorkflowStep> Path { get; init; }

    public required State State { get; init; }

    /// <summary>The input that the state gets.</summary>
    public required JsonData Input { get; init; }

    /// <summary>The variables that the state sees.</summary>
    public required ObjectData Variables { get; init; }
}

/// <summary>A step from a state into a workflow within it.</summary>
/// <param name="State">The name of the Parallel or Map state.</param>
/// <param name="Index">The index of the branch, of the item, or of the child execution, from 0.</param>
public sealed record WorkflowStep(WorkflowKind Kind, string State, int Index);

/// <summary>What a workflow within a state is.</summary>
public enum WorkflowKind
{
    /// <summary>A branch of a Parallel state.</summary>
    Branch,

    /// <summary>An iteration of an inline Map state.</summary>
    Iteration,

    /// <summary>A child execution of a distributed Map state.</summary>
    ChildExecution,
}

/// <summary>The error with which a state failed.</summary>
/// <param name="Error">The error name; null only for a Fail state without an Error.</param>
/// <param name="Cause">The cause; may be null.</param>
public sealed record StateFailure(string? Error, string? Cause);

/// <summary>How a state was left.</summary>
/// <param name="Next">The state that follows; null if the workflow ends.</param>
public sealed record StateExit(JsonData Output, string? Next);
