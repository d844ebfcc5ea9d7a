namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// One target row of an <see cref="AreaReduction"/> at a time; holds the row of sums between its two steps.
/// </summary>
internal abstract class RowReduction(Overlaps across, Overlaps down, int width)
{
    /// <summary>Source columns that the vector ways take at once.</summary>
    internal const int BlockWidth = 32;

    /// <summary>Target columns that the vector ways make at once.</summary>
    internal const int Lanes = 8;

    /// <summary>Weights in one vector load; a target column that overlaps more columns takes several.</summary>
    protected const int Taps = 8;

    protected Overlaps Across { get; } = across;

    protected Overlaps Down { get; } = down;

    protected int Width { get; } = width;

    /// <summary>What the weighted sums are divided by.</summary>
    protected long Area { get; } = (long)across.Total * down.Total;

    /// <summary>Vector loads a target column needs.</summary>
    protected int Loads { get; } = (across.MostTaps + Taps - 1) / Taps;

    /// <summary>Writes target row <paramref name="row"/> of the plane <paramref name="source"/>.</summary>
    public abstract void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target);

    /// <summary>
    /// The columns' weights, filled up with zeros to <see cref="Loads"/> loads for each target column.
    /// </summary>
    protected T[] PaddedWeights<T>(Func<int, T> convert)
    {
        var padded = new T[Across.Starts.Length * Loads * Taps];
        for (var i = 0; i < Across.Starts.Length; i++)
            for (var tap = 0; tap < Across.Weights[i].Length; tap++)
                padded[(i * Loads * Taps) + tap] = convert(Across.Weights[i][tap]);
        return padded;
    }
}
