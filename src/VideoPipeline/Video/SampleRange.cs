namespace VideoPipeline.Video;

/// <summary>A range of rows of a <see cref="SampleTable"/> (decode order).</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">One past the last row.</param>
public readonly record struct SampleRange(int Start, int End)
{
    /// <summary>The number of samples.</summary>
    public int Count => End - Start;
}
