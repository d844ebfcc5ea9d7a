using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>
/// The coded samples (access units) of a video track in decode order, as columns of equal length. The first row is the sample
/// where a sequential decode starts; an edit list can exclude earlier ones. Times are in the track's time base, before any edit
/// list.
/// </summary>
public sealed class SampleTable
{
    /// <summary>
    /// The position of each sample's first byte in the file; in a transport stream, the position of its first packet.
    /// </summary>
    public required PagedColumn<long> Offset { get; init; }

    /// <summary>The size of each sample in bytes, as the remuxer writes it.</summary>
    public required PagedColumn<int> Size { get; init; }

    /// <summary>The decode time stamp of each sample, or <see cref="NoTimestamp"/>.</summary>
    public required PagedColumn<long> Dts { get; init; }

    /// <summary>The composition (presentation) time stamp of each sample, or <see cref="NoTimestamp"/>.</summary>
    public required PagedColumn<long> Pts { get; init; }

    /// <summary>Whether the container marks each sample as a sync sample (key frame).</summary>
    public required PagedColumn<bool> IsKey { get; init; }

    /// <summary>The value for a time stamp or position that the container does not specify.</summary>
    public const long NoTimestamp = long.MinValue;

    /// <summary>The table without rows.</summary>
    public static SampleTable Empty { get; } = new() { Offset = [], Size = [], Dts = [], Pts = [], IsKey = [] };

    /// <summary>The number of samples, whether in memory or not.</summary>
    public int Count => Size.Count;

    /// <summary>
    /// Whether the presentation order differs from the decode order; null if this has not been determined from the rows yet.
    /// </summary>
    internal bool? IsReordered { get; init; }

    /// <summary>Reads rows that are not in memory; null if all rows are in memory.</summary>
    internal IRowReader? RowReader { get; set; }

    /// <summary>Reads those of the rows that are not in memory. Not thread-safe.</summary>
    /// <exception cref="CorruptResultException">The rows are damaged in the store, or missing.</exception>
    public ValueTask EnsureLoadedAsync(SampleRange rows, CancellationToken cancellation) =>
        RowReader?.EnsureLoadedAsync(rows.Start, rows.End, cancellation) ?? ValueTask.CompletedTask;
}
