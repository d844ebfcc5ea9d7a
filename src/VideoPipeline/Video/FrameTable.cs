using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>
/// The frames of a video in presentation order, as columns of equal length: frame <c>n</c> is the n-th frame (from 0) that a
/// sequential decode outputs. Exists only if the index proves this timeline.
/// </summary>
public sealed class FrameTable
{
    /// <summary>The sample that contains each frame, as a row of the <see cref="SampleTable"/> (decode order).</summary>
    public required PagedColumn<int> Sample { get; init; }

    /// <summary>Presentation time stamps as ffmpeg reports them, after applying the edit list; strictly increasing.</summary>
    public required PagedColumn<long> Pts { get; init; }

    /// <summary>The number of frames, whether in memory or not.</summary>
    public int Count => Pts.Count;

    /// <summary>Reads rows that are not in memory; null if all rows are in memory.</summary>
    internal IRowReader? RowReader { get; set; }

    /// <summary>Reads those of the rows that are not in memory. Not thread-safe.</summary>
    /// <exception cref="CorruptResultException">The rows are damaged in the store, or missing.</exception>
    public ValueTask EnsureLoadedAsync(FrameRange frames, CancellationToken cancellation) =>
        RowReader?.EnsureLoadedAsync((int)frames.Start, (int)frames.End, cancellation) ?? ValueTask.CompletedTask;
}
