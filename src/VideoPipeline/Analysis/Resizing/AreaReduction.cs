using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// Resizes a plane of 8-bit samples by exact area averaging: a target sample is
/// <c>floor((Σ overlap·sample + area/2) / area)</c>, in integers, where area is the sum of the overlaps. This is INTER_AREA of
/// OpenCV for shrinking, but without floating point, whose results depend on the instruction set and the build. Results must not
/// depend on the machine that analyzed a range.
/// </summary>
/// <remarks>
/// The source rows are weighted and summed first, then the columns of the resulting row. One of three implementations is chosen
/// by the maximum of the sums; all give the same samples.
/// </remarks>
internal sealed class AreaReduction
{
    private readonly RowReduction _rows;
    private readonly int _width;
    private readonly int _height;
    private readonly int _targetWidth;
    private readonly int _targetHeight;

    /// <summary>Creates a resizer between two sizes; each dimension may shrink or grow.</summary>
    public AreaReduction(int width, int height, int targetWidth, int targetHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetHeight);
        (_width, _height, _targetWidth, _targetHeight) = (width, height, targetWidth, targetHeight);

        var horizontal = new Overlaps(width, targetWidth);
        var vertical = new Overlaps(height, targetHeight);
        var maxSum = 255L * horizontal.Total * vertical.Total;
        var canVectorize = Avx2.IsSupported
            && width >= RowReduction.BlockWidth
            && targetWidth >= RowReduction.Lanes
            && maxSum < int.MaxValue / 2;
        _rows = !canVectorize ? new ScalarRows(horizontal, vertical, width)
            : 255L * vertical.Total <= short.MaxValue && horizontal.Total <= short.MaxValue
                ? new ShortRows(horizontal, vertical, width)
            : new IntRows(horizontal, vertical, width);
    }

    /// <summary>Resizes a plane.</summary>
    /// <param name="source">The source plane, rows without padding.</param>
    /// <param name="target">The target plane, rows without padding.</param>
    public void Reduce(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length != _width * _height)
        {
            throw new ArgumentException(
                $"The source plane has {source.Length} samples; {_width}×{_height} are required.", nameof(source));
        }

        if (target.Length != _targetWidth * _targetHeight)
        {
            throw new ArgumentException(
                $"The target plane has {target.Length} samples; {_targetWidth}×{_targetHeight} are required.", nameof(target));
        }

        for (var row = 0; row < _targetHeight; row++)
            _rows.Reduce(source, row, target.Slice(row * _targetWidth, _targetWidth));
    }
}
