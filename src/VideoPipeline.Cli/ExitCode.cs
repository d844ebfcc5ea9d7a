namespace VideoPipeline.Cli;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>The operation failed.</summary>
    public const int Failed = 1;

    /// <summary>The arguments or the input are invalid.</summary>
    public const int BadUsage = 2;

    /// <summary>Interrupted: 128 plus the number of SIGINT, the convention of shells.</summary>
    public const int Interrupted = 130;
}
