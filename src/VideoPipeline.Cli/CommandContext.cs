using Amazon.StepFunctions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli;

/// <summary>The environment of a command: streams, working folder, clock and services. Tests replace it.</summary>
internal sealed record CommandContext
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Whether standard input is a terminal.</summary>
    public required bool InIsTerminal { get; init; }

    /// <summary>The command that edits a file, which may have arguments; null if there is none.</summary>
    public required string? Editor { get; init; }

    /// <summary>Standard output: results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard error for a display that moves the cursor: control characters are not escaped.</summary>
    public required TextWriter Terminal { get; init; }

    /// <summary>Opens standard output as a byte stream.</summary>
    public required Func<Stream> OpenOut { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>The current folder: relative paths are resolved against it, and it contains the store.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The command line: the name of the command, then its arguments.</summary>
    public required IReadOnlyList<string> CommandLineArgs { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Creates the local runner of the state machine.</summary>
    public required Func<LocalRunsOptions, IRuns> CreateRuns { get; init; }

    /// <summary>Creates a Step Functions client for the ARN of a state machine or an execution.</summary>
    public required Func<string, IAmazonStepFunctions> CreateStepFunctionsClient { get; init; }

    /// <summary>Whether error messages include the stack trace.</summary>
    public bool ShowStackTrace { get; init; }

    /// <summary>What is written to standard error besides errors.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>Whether progress can be shown as bars: nothing else is written to the terminal meanwhile.</summary>
    public bool CanShowBars => ErrorIsTerminal && Verbosity == Verbosity.Normal;

    /// <summary>Where notes and lines on progress go: standard error, or nowhere.</summary>
    public TextWriter Notes => Verbosity == Verbosity.Quiet ? TextWriter.Null : Error;

    /// <summary>The folder of the store.</summary>
    public string StoreFolder => Path.Combine(WorkingFolder, ".videopipeline");
}
