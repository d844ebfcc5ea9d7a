using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// Resizes a plane of 8-bit samples by exact area averaging: a target sample is
/// <c>floor((Σ overlap·sample + area/2) / area)</c>, all in integers, area being the sum of the overlaps. It is what
/// OpenCV's INTER_AREA means where it reduces, without its floating point: that differs by instruction set and build,
/// and no result may tell on which machine a range was analysed.
/// </summary>
/// <remarks>
/// Rows are weighted and added first, whole rows at a time; then, in the one row this leaves, the columns. Which of
/// three ways is taken depends on how large the sums can grow; the samples that come out are the same.
/// </remarks>
public sealed class AreaReduction
{
    private readonly RowReduction _rows;
    private readonly int _width;
    private readonly int _height;
    private readonly int _targetWidth;
    private readonly int _targetHeight;

    /// <summary>A reduction from one size to another; either may be the larger, in each direction.</summary>
    public AreaReduction(int width, int height, int targetWidth, int targetHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetHeight);
        (_width, _height, _targetWidth, _targetHeight) = (width, height, targetWidth, targetHeight);

        var across = new Overlaps(width, targetWidth);
        var down = new Overlaps(height, targetHeight);
        var largest = 255L * across.Total * down.Total;
        var vectors = Avx2.IsSupported
            && width >= RowReduction.BlockWidth
            && targetWidth >= RowReduction.Lanes
            && largest < int.MaxValue / 2;
        _rows = !vectors ? new ScalarRows(across, down, width)
            : 255L * down.Total <= short.MaxValue && across.Total <= short.MaxValue ? new ShortRows(across, down, width)
            : new IntRows(across, down, width);
    }

    /// <summary>Reduces a plane.</summary>
    /// <param name="source">The plane, rows without gaps.</param>
    /// <param name="target">Where the reduced plane goes, rows without gaps.</param>
    public void Reduce(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length != _width * _height)
        {
            throw new ArgumentException(
                $"The plane has {source.Length} samples; {_width}×{_height} were expected.", nameof(source));
        }

        if (target.Length != _targetWidth * _targetHeight)
        {
            throw new ArgumentException(
                $"The target has {target.Length} samples; {_targetWidth}×{_targetHeight} were expected.", nameof(target));
        }

        for (var row = 0; row < _targetHeight; row++)
            _rows.Reduce(source, row, target.Slice(row * _targetWidth, _targetWidth));
    }
}
