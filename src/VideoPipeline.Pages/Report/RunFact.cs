namespace VideoPipeline.Pages.Report;

/// <summary>A fact about a run.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">The value, as people read it.</param>
public sealed record RunFact(string Name, string Value);
