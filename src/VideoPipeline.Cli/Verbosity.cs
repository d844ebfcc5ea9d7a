namespace VideoPipeline.Cli;

/// <summary>What a command writes to standard error besides errors.</summary>
internal enum Verbosity
{
    /// <summary>Nothing.</summary>
    Quiet,

    /// <summary>Progress and notes.</summary>
    Normal,

    /// <summary>Also the log lines of functions, and the stack traces of errors.</summary>
    Verbose,
}
