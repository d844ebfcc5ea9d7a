namespace VideoPipeline.Errors;

/// <summary>The input is invalid: an unknown option, a range beyond the end, a malformed address.</summary>
public sealed class InvalidInputException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
