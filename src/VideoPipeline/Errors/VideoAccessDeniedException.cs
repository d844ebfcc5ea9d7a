namespace VideoPipeline.Errors;

/// <summary>The video exists, but the credentials or permissions do not allow reading it.</summary>
public sealed class VideoAccessDeniedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
