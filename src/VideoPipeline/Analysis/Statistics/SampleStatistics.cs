namespace VideoPipeline.Analysis.Statistics;

/// <summary>
/// Statistics of a plane of 8-bit samples: moments, extremes and a histogram. Exact integers, so that they do not depend on how
/// they are computed: 64 samples at a time where the processor has AVX-512, or else from the counts of all values.
/// </summary>
internal sealed class SampleStatistics
{
    /// <summary>The number of bins of the histogram.</summary>
    public const int BinCount = 32;

    private const int ValuesPerBin = 256 / BinCount;

    /// <summary>The samples that are read several times while they are in the cache.</summary>
    private const int BlockLength = 16 << 10;

    private readonly uint[] _bins = new uint[BinCount];
    private readonly Histogram _histogram = new();

    /// <summary>The sum and the sum of squares.</summary>
    public Moments Moments { get; private set; }

    /// <summary>The least sample.</summary>
    public byte Minimum { get; private set; }

    /// <summary>The greatest sample.</summary>
    public byte Maximum { get; private set; }

    /// <summary>The counts of the values 0–7, 8–15, ….</summary>
    public ReadOnlySpan<uint> Bins => _bins;

    /// <summary>Computes the statistics of a plane.</summary>
    /// <param name="samples">The samples, at least one.</param>
    public void Compute(ReadOnlySpan<byte> samples)
    {
        Array.Clear(_bins);
        (Moments, Minimum, Maximum) = (new(samples.Length, 0, 0), byte.MaxValue, byte.MinValue);
        if (BinCounter.IsSupported)
        {
            var whole = samples.Length - (samples.Length % BinCounter.Step);
            for (var start = 0; start < whole; start += BlockLength)
                AddBlock(samples[start..Math.Min(whole, start + BlockLength)]);
            samples = samples[whole..];
        }

        if (!samples.IsEmpty) AddByValue(samples);
    }

    private void AddBlock(ReadOnlySpan<byte> block)
    {
        BinCounter.Count(block, _bins);
        Add(LaneStatistics.Of(block));
    }

    private void AddByValue(ReadOnlySpan<byte> samples)
    {
        _histogram.Count(samples);
        var counts = _histogram.Counts;
        var (sum, squares) = (0L, 0L);
        for (var value = 0; value < counts.Length; value++)
        {
            var weighted = (long)value * counts[value];
            sum += weighted;
            squares += value * weighted;
            _bins[value / ValuesPerBin] += counts[value];
        }

        Add(new(sum, squares, (byte)counts.IndexOfAnyExcept(0u), (byte)counts.LastIndexOfAnyExcept(0u)));
    }

    private void Add(LaneStatistics part)
    {
        Moments = new(Moments.Count, Moments.Sum + part.Sum, Moments.SumOfSquares + part.SumOfSquares);
        (Minimum, Maximum) = (Math.Min(Minimum, part.Minimum), Math.Max(Maximum, part.Maximum));
    }
}
