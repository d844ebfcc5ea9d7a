namespace VideoPipeline.Results.Shots;

/// <summary>A run of rows (analysed frames, in order) between two cuts.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">The row after the last.</param>
public readonly record struct Shot(int Start, int End)
{
    /// <summary>How many rows.</summary>
    public int Length => End - Start;
}
