namespace VideoPipeline.Cli.Profiles;

/// <summary>Where the time of a run on this machine went.</summary>
/// <param name="Seconds">From the start of the command to the end of the run.</param>
/// <param name="Processors">The processors of the machine.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Workers">How the workers of Decode were used; null if no range was decoded.</param>
internal sealed record RunProfile(double Seconds, int Processors, IReadOnlyList<StepProfile> Steps, WorkerUsage? Workers)
{
    /// <summary>The name of the file in the folder of the run.</summary>
    public const string FileName = "profile.json";
}

/// <summary>Where the time of a step went.</summary>
/// <param name="Step">The name of the state; <c>start</c> and <c>end</c> are before and after all states.</param>
/// <param name="Seconds">Its elapsed time.</param>
/// <param name="FunctionSeconds">The processor time of the functions and the command.</param>
/// <param name="FfmpegSeconds">The processor time of the ffmpeg processes that ended in it.</param>
/// <param name="WaitingSeconds">
/// The time of all processors that neither used: they waited for data or for work, or other programs had them.
/// </param>
/// <param name="Frames">The frames that were analyzed; null if it analyzes none.</param>
/// <param name="Bytes">The bytes that were read from the video; null if it reads none.</param>
internal sealed record StepProfile(
    string Step, double Seconds, double FunctionSeconds, double FfmpegSeconds, double WaitingSeconds, long? Frames, long? Bytes);
