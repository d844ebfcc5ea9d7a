namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>By how much measured steps take longer than modeled ones.</summary>
/// <param name="Start">What is in no step.</param>
/// <param name="Index">Index.</param>
/// <param name="Plan">Plan.</param>
/// <param name="Decode">Decode.</param>
/// <param name="Reduce">Reduce.</param>
/// <param name="Runs">The number of measured runs.</param>
internal sealed record StepFactors(double Start, double Index, double Plan, double Decode, double Reduce, int Runs)
{
    /// <summary>Without measured runs.</summary>
    public static StepFactors None { get; } = new(1, 1, 1, 1, 1, 0);

    /// <summary>The modeled times, corrected.</summary>
    public StepTimes Apply(StepTimes modeled) => new(
        modeled.Start * Start, modeled.Index * Index, modeled.Plan * Plan, modeled.Decode * Decode, modeled.Reduce * Reduce);
}
