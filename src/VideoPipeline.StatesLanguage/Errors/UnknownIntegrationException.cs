namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>Thrown by an <see cref="Tasks.ITaskInvoker"/> that does not know a service integration. It fails the execution with
/// States.Runtime.</summary>
/// <param name="resource">The resource of the Task.</param>
/// <param name="remedy">What to do.</param>
public sealed class UnknownIntegrationException(string resource, string remedy)
    : Exception($"The resource '{resource}' is not available here. {remedy}");
