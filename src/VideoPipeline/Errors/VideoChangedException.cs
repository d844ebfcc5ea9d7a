namespace VideoPipeline.Errors;

/// <summary>The video has changed since it was indexed.</summary>
public sealed class VideoChangedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
