using Amazon.StepFunctions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli;

/// <summary>What a command finds around it; in tests, what it is given.</summary>
public sealed record CommandContext
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Standard output: results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress and failures.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard output for bytes.</summary>
    public required Func<Stream> OpenOut { get; init; }

    /// <summary>Whether a person sees standard output directly.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>Whether a person sees standard error directly.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>The folder that relative paths start from and that holds the store.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>What the person typed, to be typed again.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes what runs the state machine over a store, the functions in processes of their own or not.</summary>
    public required Func<string, bool, IRuns> Runs { get; init; }

    /// <summary>Makes a client of Step Functions for the state machine or execution of an ARN.</summary>
    public required Func<string, IAmazonStepFunctions> StepFunctions { get; init; }

    /// <summary>Whether failures show where in the code they arose.</summary>
    public bool ShowsStack { get; init; }

    /// <summary>The store's folder.</summary>
    public string StoreFolder => Path.Combine(WorkingFolder, ".videopipeline");
}
