namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>What runs a function whose name or ARN is bound.</summary>
internal abstract record FunctionBinding
{
    private FunctionBinding()
    {
    }

    /// <summary>A function of the template.</summary>
    /// <param name="LogicalId">Its logical ID.</param>
    public sealed record Template(string LogicalId) : FunctionBinding;

    /// <summary>A program that reads the event from standard input and writes the result to standard output.</summary>
    /// <param name="Program">The program, which is searched for on PATH unless it is a path.</param>
    /// <param name="Arguments">Its arguments.</param>
    /// <param name="Folder">Its current folder.</param>
    /// <param name="Environment">Additional environment variables.</param>
    /// <param name="Timeout">The time-out of an invocation.</param>
    public sealed record Command(
        string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment,
        TimeSpan Timeout) : FunctionBinding;

    /// <summary>An endpoint with Lambda's Invoke API.</summary>
    /// <param name="Address">Its address. If it has no path, that of the API is appended, with the name that is invoked.</param>
    /// <param name="Timeout">The time-out of an invocation.</param>
    public sealed record Endpoint(Uri Address, TimeSpan Timeout) : FunctionBinding;
}
