using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>A log line of a function: from its logger, or from standard output or error of its process.</summary>
/// <param name="Function">The logical ID of the function.</param>
/// <param name="Text">The line.</param>
internal readonly record struct FunctionLogLine(string Function, string Text);

/// <summary>The options of a <see cref="FunctionHost"/>.</summary>
internal sealed record FunctionHostOptions
{
    /// <summary>The template that defines the functions.</summary>
    public required SamTemplate Template { get; init; }

    /// <summary>Environment variables of all functions. They override those of the template.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The values of resources on this machine, by logical ID; environment variables may refer to them.</summary>
    public IReadOnlyDictionary<string, string> Resources { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock for time-outs and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The program that starts the process of an isolated function in a sandbox. Its argument is the handler, its environment
    /// variables are those that Lambda sets. Null to start the process without one, with the limits of its function.
    /// </summary>
    public string? Sandbox { get; init; }

    /// <summary>Receives the log lines of the functions, from any thread.</summary>
    public Action<FunctionLogLine> Log { get; init; } = static _ => { };

    /// <summary>Receives the number of frames that functions in this process have newly analyzed, from any thread.</summary>
    public Action<long> CountFrames { get; init; } = static _ => { };

    /// <summary>
    /// The environment variables of <paramref name="function"/>: those of the template that can be resolved on this machine,
    /// overridden by <see cref="Environment"/>.
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
