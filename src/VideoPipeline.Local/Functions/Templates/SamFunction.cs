namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A function of the template, with the template's globals applied.</summary>
/// <param name="LogicalId">Its logical ID, by which the state machine and the host refer to it.</param>
/// <param name="Handler"><c>Assembly::Namespace.Class::Method</c>.</param>
/// <param name="CodeUri">The folder of its code, relative to the template; null if omitted.</param>
/// <param name="MemorySize">Memory, in MB.</param>
/// <param name="EphemeralStorageSize">The size of /tmp, in MB.</param>
/// <param name="ReservedConcurrency">How many invocations may run at the same time; null for any number.</param>
/// <param name="Timeout">The time-out of an invocation.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="Routes">The routes of the HTTP API that invoke it.</param>
internal sealed record SamFunction(
    string LogicalId,
    string Handler,
    string? CodeUri,
    int MemorySize,
    int EphemeralStorageSize,
    int? ReservedConcurrency,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, TemplateValue> Environment,
    IReadOnlyList<SamRoute> Routes);
