namespace Amazon.Lambda.Core;

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel
{
    /// <summary>Every step.</summary>
    Trace = 0,

    /// <summary>For whoever looks for a defect.</summary>
    Debug = 1,

    /// <summary>The course of things.</summary>
    Information = 2,

    /// <summary>Unexpected, and dealt with.</summary>
    Warning = 3,

    /// <summary>This invocation fails.</summary>
    Error = 4,

    /// <summary>The function fails altogether.</summary>
    Critical = 5,
}
