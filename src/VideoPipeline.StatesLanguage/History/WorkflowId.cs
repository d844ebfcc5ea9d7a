namespace VideoPipeline.StatesLanguage.History;

/// <summary>Identifies a workflow within an execution: a branch of a Parallel state or an iteration of an inline Map. The
/// default is
/// the workflow of the execution itself.</summary>
/// <param name="Entered">The id of the event that entered the state around it.</param>
/// <param name="Index">The index of the branch or the iteration.</param>
internal readonly record struct WorkflowId(long Entered, int Index);
