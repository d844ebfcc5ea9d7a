namespace VideoPipeline.Errors;

/// <summary>
/// The base class of failures that users and the state machine distinguish by type. The message says what is wrong, where, and
/// what to do. On Lambda, the short type name is the error name that <c>Retry</c> and <c>Catch</c> match.
/// </summary>
public abstract class VideoPipelineException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The file or object does not exist.</summary>
public sealed class VideoNotFoundException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The video exists, but the credentials or permissions do not allow reading it.</summary>
public sealed class VideoAccessDeniedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The input is not a video, or no available decoder supports it.</summary>
public sealed class UnsupportedVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The video is damaged or truncated.</summary>
public sealed class CorruptVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The video has changed since it was indexed.</summary>
public sealed class VideoChangedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The input is invalid: an unknown option, a range beyond the end, a malformed address.</summary>
public sealed class InvalidInputException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>A documented limit would be exceeded.</summary>
public sealed class LimitExceededException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>
/// A worker found that the video cannot be split as planned: the ranges would not decode to the same frames as the whole video.
/// The state machine then plans again with a single range.
/// </summary>
public sealed class UnsplittableVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The source did not respond, or the connection was lost. A retry can succeed.</summary>
public sealed class SourceUnavailableException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>
/// A stored result (a partial, an index, a summary) is damaged or missing. After it is deleted, the next run recreates it.
/// </summary>
public sealed class CorruptResultException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
