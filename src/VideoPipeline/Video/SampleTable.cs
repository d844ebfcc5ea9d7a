using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>
/// The coded samples (access units) of a video track in decode order, as columns of equal length, from the one that a sequential
/// decode begins with (an edit list may leave out what comes before). Times are in the track's time base, before any edit list.
/// </summary>
public sealed class SampleTable
{
    /// <summary>Position of each sample's first byte in the file; in a transport stream, of its first packet.</summary>
    public required PagedColumn<long> Offset { get; init; }

    /// <summary>Bytes of each sample, as a slice holds it.</summary>
    public required PagedColumn<int> Size { get; init; }

    /// <summary>Decode time stamps, or <see cref="NoTimestamp"/>.</summary>
    public required PagedColumn<long> Dts { get; init; }

    /// <summary>Composition (presentation) time stamps, or <see cref="NoTimestamp"/>.</summary>
    public required PagedColumn<long> Pts { get; init; }

    /// <summary>Sync samples: those the container says decoding can begin at.</summary>
    public required PagedColumn<bool> IsKey { get; init; }

    /// <summary>Stands for a time stamp or place that the container does not give.</summary>
    public const long NoTimestamp = long.MinValue;

    /// <summary>A table without rows.</summary>
    public static SampleTable Empty { get; } = new() { Offset = [], Size = [], Dts = [], Pts = [], IsKey = [] };

    /// <summary>How many samples there are, in memory or not.</summary>
    public int Count => Size.Count;

    /// <summary>
    /// Whether samples are presented in another order than they are decoded in; null where that is still to be seen from the rows.
    /// </summary>
    internal bool? IsReordered { get; init; }

    /// <summary>Reads rows that are not in memory; null where all are.</summary>
    internal IRowReader? RowReader { get; set; }

    /// <summary>Reads such of these rows as are not in memory. Not for several threads at once.</summary>
    /// <exception cref="CorruptResultException">They are damaged in the store, or gone.</exception>
    public ValueTask EnsureLoadedAsync(SampleRange rows, CancellationToken cancellation) =>
        RowReader?.EnsureLoadedAsync(rows.Start, rows.End, cancellation) ?? ValueTask.CompletedTask;
}
