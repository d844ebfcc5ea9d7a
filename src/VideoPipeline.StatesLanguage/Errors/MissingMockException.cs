namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>Thrown by a <see cref="Tasks.TaskMock"/> that has no result for an attempt. It fails the execution with
/// States.Runtime.</summary>
/// <param name="message">What is missing.</param>
public sealed class MissingMockException(string message) : Exception(message);
