namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// Computes one target row of an <see cref="AreaReduction"/> at a time. Subclasses hold the row of sums between the two passes.
/// </summary>
internal abstract class RowReduction(Overlaps horizontal, Overlaps vertical, int width)
{
    /// <summary>The number of source columns that the SIMD implementations process at once.</summary>
    internal const int BlockWidth = 32;

    /// <summary>The number of target columns that the SIMD implementations compute at once.</summary>
    internal const int Lanes = 8;

    /// <summary>
    /// The number of weights per vector load; a target column that overlaps more source columns needs several loads.
    /// </summary>
    protected const int Taps = 8;

    protected Overlaps Horizontal { get; } = horizontal;

    protected Overlaps Vertical { get; } = vertical;

    protected int Width { get; } = width;

    /// <summary>The divisor of the weighted sums.</summary>
    protected long Area { get; } = (long)horizontal.Total * vertical.Total;

    /// <summary>The number of vector loads per target column.</summary>
    protected int Loads { get; } = (horizontal.MaxTaps + Taps - 1) / Taps;

    /// <summary>Writes target row <paramref name="row"/> of the plane <paramref name="source"/>.</summary>
    public abstract void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target);

    /// <summary>
    /// Returns the weights of the columns, padded with zeros to <see cref="Loads"/> vector loads per target column.
    /// </summary>
    protected T[] PaddedWeights<T>(Func<int, T> convert)
    {
        var padded = new T[Horizontal.Starts.Length * Loads * Taps];
        for (var i = 0; i < Horizontal.Starts.Length; i++)
            for (var tap = 0; tap < Horizontal.Weights[i].Length; tap++)
                padded[(i * Loads * Taps) + tap] = convert(Horizontal.Weights[i][tap]);
        return padded;
    }
}
