namespace VideoPipeline.Cli.Estimates;

/// <summary>The limit that determines most when a run ends.</summary>
/// <param name="Limit">Its name.</param>
/// <param name="Factor">How many times faster the run would be without it.</param>
internal sealed record BindingLimit(string Limit, double Factor);
