namespace VideoPipeline.Errors;

/// <summary>
/// A stored result (a partial, an index, a summary) is damaged or missing. After it is deleted, the next run recreates it.
/// </summary>
public sealed class CorruptResultException(string message, Exception? cause = null) : VideoPipelineException(message, cause);
