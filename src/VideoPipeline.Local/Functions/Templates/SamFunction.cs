namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A function as the template describes it, with the template's globals applied.</summary>
/// <param name="LogicalId">Its name in the template, by which the state machine and hosts call it.</param>
/// <param name="Handler"><c>Assembly::Namespace.Class::Method</c>.</param>
/// <param name="CodeUri">The folder of its code, relative to the template; null where the template leaves it out.</param>
/// <param name="MemorySize">Memory, in MB.</param>
/// <param name="Timeout">How long an invocation may take.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="Routes">The routes of the HTTP API that lead to it.</param>
public sealed record SamFunction(
    string LogicalId,
    string Handler,
    string? CodeUri,
    int MemorySize,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, TemplateValue> Environment,
    IReadOnlyList<SamRoute> Routes);
