using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>colorfulness</c> (float64, n) of the frame at analysis size: with rg = R − G and yb = (R + G)/2 − B,
/// √(σ²rg + σ²yb) + 0.3·√(μ²rg + μ²yb). Hasler and Süsstrunk, <i>Measuring colourfulness in natural images</i>,
/// SPIE 5007, 2003, equation 3: 0 is gray, about 15 slightly, 45 quite, 109 extremely colorful.
/// </summary>
internal sealed class Colorfulness : IFrameAnalyzer
{
    private readonly ColumnBuilder<double> _values = new("colorfulness");

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var (rg, twiceYb) = ComputeMoments(shared.Scaled.Bgr);
        var deviation = Math.Sqrt(rg.Variance + (twiceYb.Variance / 4));
        var mean = Math.Sqrt((rg.Mean * rg.Mean) + (twiceYb.Mean * twiceYb.Mean / 4));
        _values.Add(deviation + (0.3 * mean));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_values.ToArray()];

    /// <summary>Computes the exact moments of R − G and, to stay in integers, of R + G − 2B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Moments Rg, Moments TwiceYb) ComputeMoments(ReadOnlySpan<byte> bgr)
    {
        // Pixels stay packed. At the offset k of a blue sample, p[k+2] + p[k+1] − 2p[k] is twice yb; at the offset of a green
        // sample, p[k+1] − p[k] is rg. Three vectors hold 16 pixels; masks select the valid offsets, which shift by one from
        // vector to vector.
        const int Row = 3 * AnalysisSize.FixedWidth;
        var (first, second, third) = (CreateMask(0), CreateMask(1), CreateMask(2));
        MomentLanes rg = default, yb = default;
        var (rgSum, rgSquares, ybSum, ybSquares) = (0L, 0L, 0L, 0L);
        for (var row = 0; row < bgr.Length; row += Row)
        {
            // The last vectors read two samples past the image, into the padding of the SmallFrame.
            ref var pixels = ref Unsafe.Add(ref MemoryMarshal.GetReference(bgr), row);
            for (nuint offset = 0; offset < Row; offset += 48)
            {
                Add(ref pixels, offset, second, first, ref rg, ref yb);
                Add(ref pixels, offset + 16, first, third, ref rg, ref yb);
                Add(ref pixels, offset + 32, third, second, ref rg, ref yb);
            }

            rg.FlushTo(ref rgSum, ref rgSquares);
            yb.FlushTo(ref ybSum, ref ybSquares);
        }

        return (new(bgr.Length / 3, rgSum, rgSquares), new(bgr.Length / 3, ybSum, ybSquares));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref byte pixels, nuint offset, Vector256<short> green, Vector256<short> blue, ref MomentLanes rg, ref MomentLanes yb)
    {
        var p0 = LoadWidened(ref pixels, offset);
        var p1 = LoadWidened(ref pixels, offset + 1);
        var p2 = LoadWidened(ref pixels, offset + 2);
        rg.Add((p1 - p0) & green);
        yb.Add((p2 + p1 - p0 - p0) & blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LoadWidened(ref byte pixels, nuint offset)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref pixels, offset));
        return Vector256.Create(low, high).AsInt16();
    }

    /// <summary>Returns a mask with every third lane set, starting at the given lane.</summary>
    private static Vector256<short> CreateMask(int firstLane)
    {
        Span<short> lanes = stackalloc short[Vector256<short>.Count];
        for (var lane = firstLane; lane < lanes.Length; lane += 3) lanes[lane] = -1;
        return Vector256.Create<short>(lanes);
    }
}
