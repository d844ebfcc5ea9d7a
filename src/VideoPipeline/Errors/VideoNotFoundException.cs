namespace VideoPipeline.Errors;

/// <summary>The file or object does not exist.</summary>
public sealed class VideoNotFoundException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
