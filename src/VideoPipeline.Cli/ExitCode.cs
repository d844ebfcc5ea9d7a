namespace VideoPipeline.Cli;

/// <summary>What the command says to the shell.</summary>
public static class ExitCode
{
    /// <summary>All is there.</summary>
    public const int Done = 0;

    /// <summary>It failed.</summary>
    public const int Failed = 1;

    /// <summary>What was asked for cannot be.</summary>
    public const int BadUsage = 2;

    /// <summary>It was stopped from outside: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
