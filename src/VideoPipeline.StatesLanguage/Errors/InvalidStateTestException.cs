namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>The circumstances of the test of a state contradict its definition or input.</summary>
public sealed class InvalidStateTestException(string message) : Exception(message);
