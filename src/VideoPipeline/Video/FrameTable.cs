using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>
/// The frames a video presents, in presentation order, as columns of equal length: frame <c>n</c> is the n-th frame that a
/// sequential decode outputs. Only made where the index proves that timeline.
/// </summary>
public sealed class FrameTable
{
    /// <summary>The sample in decode order (a row of the <see cref="SampleTable"/>) that holds each frame.</summary>
    public required PagedColumn<int> Sample { get; init; }

    /// <summary>Presentation time stamps as ffmpeg reports them, the edit list applied; strictly increasing.</summary>
    public required PagedColumn<long> Pts { get; init; }

    /// <summary>How many frames there are, in memory or not.</summary>
    public int Count => Pts.Count;

    /// <summary>Reads rows that are not in memory; null where all are.</summary>
    internal IRowReader? RowReader { get; set; }

    /// <summary>Reads such of these rows as are not in memory. Not for several threads at once.</summary>
    /// <exception cref="CorruptResultException">They are damaged in the store, or gone.</exception>
    public ValueTask EnsureLoadedAsync(FrameRange frames, CancellationToken cancellation) =>
        RowReader?.EnsureLoadedAsync((int)frames.Start, (int)frames.End, cancellation) ?? ValueTask.CompletedTask;
}
