using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>A line that a function wrote to its log, or its process to standard output or error.</summary>
/// <param name="Function">The logical id of the function.</param>
/// <param name="Text">The line.</param>
public readonly record struct FunctionLogLine(string Function, string Text);

/// <summary>What a host of functions needs.</summary>
public sealed record FunctionHostOptions
{
    /// <summary>The functions.</summary>
    public required SamTemplate Template { get; init; }

    /// <summary>Environment variables for all functions, over those of the template: the store's folder, say.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What resources of the template are on this machine, by logical id; the functions' environments may refer to them.</summary>
    public IReadOnlyDictionary<string, string> Resources { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock of time-outs and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The program that starts an isolated function's process in an environment of its own: its argument is the handler, its
    /// environment what Lambda sets. Null to start it beside this one.
    /// </summary>
    public string? Sandbox { get; init; }

    /// <summary>Takes the functions' logs; called from any thread.</summary>
    public Action<FunctionLogLine> Log { get; init; } = static _ => { };

    /// <summary>Takes the frames that functions in this process count; called from any thread.</summary>
    public Action<long> CountFrames { get; init; } = static _ => { };

    /// <summary>
    /// The environment of <paramref name="function"/>: that of the template as far as it is known on this machine, under
    /// <see cref="Environment"/>.
    /// </summary>
    internal Dictionary<string, string> EnvironmentOf(SamFunction function)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in function.Environment)
        {
            if (Template.Resolve(value, Resources) is { } text) variables[name] = text;
        }

        foreach (var (name, value) in Environment) variables[name] = value;
        return variables;
    }
}
