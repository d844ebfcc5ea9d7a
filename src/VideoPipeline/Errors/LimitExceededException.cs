namespace VideoPipeline.Errors;

/// <summary>A documented limit would be exceeded.</summary>
public sealed class LimitExceededException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
