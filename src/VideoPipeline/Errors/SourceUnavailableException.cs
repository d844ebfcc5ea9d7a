namespace VideoPipeline.Errors;

/// <summary>The source did not respond, or the connection was lost. A retry can succeed.</summary>
public sealed class SourceUnavailableException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
