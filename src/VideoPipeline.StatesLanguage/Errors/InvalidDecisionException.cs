namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>A decision of a debugger that a state, or the state machine, does not admit.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class InvalidDecisionException(string message) : Exception(message);
