namespace VideoPipeline.Errors;

/// <summary>The video is damaged or truncated.</summary>
public sealed class CorruptVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
