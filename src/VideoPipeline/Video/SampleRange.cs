namespace VideoPipeline.Video;

/// <summary>A run of samples, rows of a <see cref="SampleTable"/> in decode order.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct SampleRange(int Start, int End)
{
    /// <summary>How many samples.</summary>
    public int Count => End - Start;
}
