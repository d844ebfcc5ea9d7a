namespace VideoPipeline.Errors;

/// <summary>
/// The base class of failures that users and the state machine distinguish by type. The message says what is wrong, where, and
/// what to do. On Lambda, the short type name is the error name that <c>Retry</c> and <c>Catch</c> match.
/// </summary>
public abstract class VideoPipelineException(string message, Exception? cause = null) : Exception(message, cause);
