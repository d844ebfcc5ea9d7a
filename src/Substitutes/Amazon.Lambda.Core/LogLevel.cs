namespace Amazon.Lambda.Core;

/// <summary>The severity of a log line.</summary>
public enum LogLevel
{
    /// <summary>The most detailed information.</summary>
    Trace = 0,

    /// <summary>Information for debugging.</summary>
    Debug = 1,

    /// <summary>The normal flow of the function.</summary>
    Information = 2,

    /// <summary>An unexpected event that does not fail the invocation.</summary>
    Warning = 3,

    /// <summary>A failure of the current invocation.</summary>
    Error = 4,

    /// <summary>A failure of the whole function.</summary>
    Critical = 5,
}
