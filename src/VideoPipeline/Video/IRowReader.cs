using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>Reads rows of a table into memory on demand.</summary>
internal interface IRowReader
{
    /// <summary>Reads those of the rows that are not in memory. Not thread-safe.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="end">One past the last row.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <exception cref="CorruptResultException">The rows are damaged in the store, or missing.</exception>
    ValueTask EnsureLoadedAsync(int start, int end, CancellationToken cancellation);
}
