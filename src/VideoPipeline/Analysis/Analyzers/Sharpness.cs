using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OpenCvSharp;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using Moments = VideoPipeline.Analysis.Statistics.Moments;
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
    private readonly ColumnBuilder<double> _values = new("sharpness");
    private short[] _laplacian = [];
    private Mat? _target;

    /// <inheritdoc/>
    public unsafe void Add(in FrameView frame, AnalysisFrame shared)
    {
        if (_target is null)
        {
            _laplacian = GC.AllocateArray<short>(shared.Size.Area, pinned: true);
            fixed (short* first = _laplacian)
                _target = Mat.FromPixelData(shared.Size.Height, shared.Size.Width, MatType.CV_16SC1, (nint)first);
        }

        Cv2.Laplacian(shared.Scaled.LumaInput, _target, MatType.CV_16SC1);
        _values.Add(ComputeMoments(_laplacian).Variance);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish()
    {
        _target?.Dispose();
        return [_values.ToArray()];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Moments ComputeMoments(ReadOnlySpan<short> values)
    {
        var (sum, squares) = (0L, 0L);
        MomentLanes lanes = default;
        for (var row = 0; row < values.Length; row += AnalysisSize.FixedWidth)
        {
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), row);
            for (nuint x = 0; x < AnalysisSize.FixedWidth; x += (nuint)Vector256<short>.Count)
                lanes.Add(Vector256.LoadUnsafe(ref first, x));
            lanes.FlushTo(ref sum, ref squares);
        }

        return new(values.Length, sum, squares);
    }
}
