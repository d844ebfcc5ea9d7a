namespace VideoPipeline.Errors;

/// <summary>The input is not a video, or no available decoder supports it.</summary>
public sealed class UnsupportedVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
