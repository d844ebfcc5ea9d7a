using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>A measured run, and what the model says of it.</summary>
/// <param name="On"><c>local</c> or <c>aws</c>.</param>
/// <param name="Capacity">The processors of the machine; on AWS, the memory of a worker in MB.</param>
/// <param name="Workers">The number of ranges decoded at the same time.</param>
/// <param name="Video">The identity of the video.</param>
/// <param name="Work">The work.</param>
/// <param name="Measured">The measured times.</param>
/// <param name="Modeled">The modeled times, without calibration.</param>
internal sealed record MeasuredRun(
    string On, int Capacity, int Workers, RunIdentity Video, MeasuredWork Work, StepTimes Measured, StepTimes Modeled)
{
    /// <summary><see cref="On"/> of this machine.</summary>
    public const string Local = "local";

    /// <summary><see cref="On"/> of AWS.</summary>
    public const string Aws = "aws";

    /// <summary>Whether another run measures the same again.</summary>
    public bool IsRepeatedBy(MeasuredRun other) =>
        (other.On, other.Capacity, other.Workers, other.Video) == (On, Capacity, Workers, Video);
}
