using VideoPipeline.Local.Functions;

namespace VideoPipeline.Local.Runs;

/// <summary>The options of executions on this machine.</summary>
internal sealed record LocalRunsOptions
{
    /// <summary>The folder of the store.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>Whether functions run in separate processes, which use the Lambda Runtime API.</summary>
    public bool Isolated { get; init; }

    /// <summary>If <see cref="Isolated"/>, the program that starts each process (<c>layers/sandbox</c>); null for none.</summary>
    public string? Sandbox { get; init; }

    /// <summary>The path of the file that binds names and ARNs of functions; null for none.</summary>
    public string? BindingsPath { get; init; }

    /// <summary>The folder in which the videos of executions must be if they are files; null for any.</summary>
    public string? VideoFolder { get; init; }

    /// <summary>The path of the SAM template.</summary>
    public string TemplatePath { get; init; } = Path.Combine(AppContext.BaseDirectory, "template.yaml");

    /// <summary>Receives what happens beside executions, such as faults of the server, from any thread.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Receives the log lines of the functions, from any thread; null for <see cref="Log"/>, after their
    /// names.</summary>
    public Action<FunctionLogLine>? LogFunction { get; init; }
}
