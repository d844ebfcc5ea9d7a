namespace VideoPipeline.Errors;

/// <summary>
/// A worker found that the video cannot be split as planned: the ranges would not decode to the same frames as the whole video.
/// The state machine then plans again with a single range.
/// </summary>
public sealed class UnsplittableVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
