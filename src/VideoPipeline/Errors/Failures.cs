namespace VideoPipeline.Errors;

/// <summary>
/// A failure that a person and the state machine can tell apart by its type. The message says what was wrong, where, and
/// what to do. On Lambda the short type name becomes the error name that <c>Retry</c> and <c>Catch</c> match.
/// </summary>
public abstract class VideoPipelineException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The file, object or address is not there.</summary>
public sealed class VideoNotFoundException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>It is there, but these credentials or permissions may not read it.</summary>
public sealed class VideoAccessDeniedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>It is no video, or one that no decoder here understands.</summary>
public sealed class UnsupportedVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>It is a video, but damaged or cut off.</summary>
public sealed class CorruptVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>It is not the same object any more that was indexed.</summary>
public sealed class VideoChangedException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>What was asked for cannot be: an unknown option, a range beyond the end, a malformed address.</summary>
public sealed class InvalidInputException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>A stated limit would be exceeded.</summary>
public sealed class LimitExceededException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>
/// A worker saw that the index promised too much: cut like this, the video would not decode to the frames of the whole. The
/// state machine answers it by planning again with one range.
/// </summary>
public sealed class UnsplittableVideoException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>The source did not answer, or broke off; asking again may help.</summary>
public sealed class SourceUnavailableException(string message, Exception? cause = null) : VideoPipelineException(message, cause);

/// <summary>A stored result (a partial, an index, a summary) is damaged; deleted, it is made again by the next run.</summary>
public sealed class CorruptResultException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
