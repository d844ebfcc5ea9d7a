namespace VideoPipeline.Local.Runs;

/// <summary>How executions on this machine are hosted.</summary>
public sealed record LocalRunsOptions
{
    /// <summary>The folder that is the store.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>Each sandbox is a process of its own, spoken to as Lambda speaks to it.</summary>
    public bool Isolated { get; init; }

    /// <summary>With <see cref="Isolated"/>, the program that starts each process (see <c>layers/sandbox</c>); null for none.</summary>
    public string? Sandbox { get; init; }

    /// <summary>The SAM template; the state machine's definition lies where it says.</summary>
    public string TemplatePath { get; init; } = Path.Combine(AppContext.BaseDirectory, "template.yaml");

    /// <summary>Takes the lines that functions log.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
