namespace VideoPipeline.Pages.Videos;

/// <summary>The stretch of time that a time line shows.</summary>
/// <param name="Start">Its start in seconds.</param>
/// <param name="End">Its end in seconds, later than the start.</param>
public readonly record struct TimeAxis(double Start, double End)
{
    /// <summary>The length in seconds.</summary>
    public double Length => End - Start;

    /// <summary>Returns where a time is: 0 at the start, 1 at the end.</summary>
    public double Position(double seconds) => Math.Clamp((seconds - Start) / Length, 0, 1);
}
