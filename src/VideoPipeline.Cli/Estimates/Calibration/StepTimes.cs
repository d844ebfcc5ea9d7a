namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>The seconds of the steps of a run.</summary>
/// <param name="Start">What is in no step: the start of the command and of the first function, and the end of the run.</param>
/// <param name="Index">Index.</param>
/// <param name="Plan">Plan.</param>
/// <param name="Decode">On one machine, from the start of the first range to the end of the last; on AWS, decoding and analyzing
/// of all ranges together.</param>
/// <param name="Reduce">Reduce.</param>
internal sealed record StepTimes(double Start, double Index, double Plan, double Decode, double Reduce)
{
    /// <summary>The sum.</summary>
    public double Total => Start + Index + Plan + Decode + Reduce;
}
