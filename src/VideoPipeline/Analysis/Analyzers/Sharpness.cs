using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>sharpness</c> (float64, n): the variance of the Laplacian of the luma at analysis size; small for blurred frames.
/// Pech-Pacheco et al., <i>Diatom autofocusing in brightfield microscopy: a comparative study</i>, ICPR 2000.
/// </summary>
/// <remarks>
/// The kernel is that of OpenCV for aperture size 1 (0 1 0, 1 −4 1, 0 1 0), with the border mode BORDER_REFLECT_101. Its values
/// are integers from −1020 to 1020 and are summed as integers.
/// </remarks>
internal sealed class Sharpness : IFrameAnalyzer
{
    private const int Width = AnalysisSize.FixedWidth;

    private readonly ColumnBuilder<double> _values = new("sharpness");

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared) =>
        _values.Add(ComputeMoments(shared.Scaled.Luma, shared.Size.Height).Variance);

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_values.ToArray()];

    /// <summary>Computes the exact moments of the Laplacian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Moments ComputeMoments(ReadOnlySpan<byte> luma, int height)
    {
        // The row with its reflected neighbors, so that the samples to the left and right of the border are read like others.
        Span<byte> row = stackalloc byte[Width + 2];
        ref var bordered = ref MemoryMarshal.GetReference(row);
        ref var first = ref MemoryMarshal.GetReference(luma);
        var (sum, squares) = (0L, 0L);
        MomentLanes lanes = default;
        for (var y = 0; y < height; y++)
        {
            luma.Slice(y * Width, Width).CopyTo(row[1..]);
            (row[0], row[^1]) = (row[2], row[^3]);
            ref var above = ref Unsafe.Add(ref first, (y == 0 ? 1 : y - 1) * Width);
            ref var below = ref Unsafe.Add(ref first, (y == height - 1 ? height - 2 : y + 1) * Width);
            for (nuint x = 0; x < Width; x += (nuint)Vector256<short>.Count)
            {
                var center = LoadWidened(ref bordered, x + 1);
                var across = LoadWidened(ref bordered, x) + LoadWidened(ref bordered, x + 2);
                lanes.Add(LoadWidened(ref above, x) + LoadWidened(ref below, x) + across - Vector256.ShiftLeft(center, 2));
            }

            lanes.FlushTo(ref sum, ref squares);
        }

        return new(luma.Length, sum, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LoadWidened(ref byte samples, nuint offset)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref samples, offset));
        return Vector256.Create(low, high).AsInt16();
    }
}
