namespace VideoPipeline.Indexing;

/// <summary>
/// The frames a video presents, in presentation order, as columns of equal length: frame <c>n</c> is the n-th frame that a
/// sequential decode outputs. Only made where the index proves that timeline.
/// </summary>
public sealed class FrameTable
{
    /// <summary>The sample in decode order (a row of the <see cref="SampleTable"/>) that holds each frame.</summary>
    public required int[] Sample { get; init; }

    /// <summary>Presentation time stamps as ffmpeg reports them, the edit list applied; strictly increasing.</summary>
    public required long[] Pts { get; init; }

    /// <summary>How many frames there are.</summary>
    public int Count => Pts.Length;
}
