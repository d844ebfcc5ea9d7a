namespace VideoPipeline.Pages.Report;

/// <summary>A state of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record RunStep(string Name, double Seconds);
