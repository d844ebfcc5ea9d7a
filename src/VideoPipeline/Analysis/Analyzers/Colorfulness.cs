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
/// SPIE 5007, 2003, equation 3: 0 is grey, about 15 slightly, 45 quite, 109 extremely colourful.
/// </summary>
public sealed class Colorfulness : IFrameAnalyzer
{
    private readonly ColumnBuilder<double> _values = new("colorfulness");

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var (rg, twiceYb) = MomentsOf(shared.Small.Bgr);
        var deviation = Math.Sqrt(rg.Variance + (twiceYb.Variance / 4));
        var mean = Math.Sqrt((rg.Mean * rg.Mean) + (twiceYb.Mean * twiceYb.Mean / 4));
        _values.Add(deviation + (0.3 * mean));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_values.ToArray()];

    /// <summary>Exact moments of R − G and, to stay in whole numbers, of R + G − 2B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Moments Rg, Moments TwiceYb) MomentsOf(ReadOnlySpan<byte> bgr)
    {
        // Pixels stay packed. At the place k of a blue sample, p[k+2] + p[k+1] − 2p[k] is twice yb; at a green one,
        // p[k+1] − p[k] is rg. Three vectors are 16 pixels; masks keep the places that count, which move by one from
        // vector to vector.
        const int Row = 3 * AnalysisSize.FixedWidth;
        var (first, second, third) = (EveryThird(0), EveryThird(1), EveryThird(2));
        MomentLanes rg = default, yb = default;
        var (rgSum, rgSquares, ybSum, ybSquares) = (0L, 0L, 0L, 0L);
        for (var row = 0; row < bgr.Length; row += Row)
        {
            // The last vectors read two samples beyond the picture, where a SmallFrame has slack.
            ref var pixels = ref Unsafe.Add(ref MemoryMarshal.GetReference(bgr), row);
            for (nuint at = 0; at < Row; at += 48)
            {
                Add(ref pixels, at, second, first, ref rg, ref yb);
                Add(ref pixels, at + 16, first, third, ref rg, ref yb);
                Add(ref pixels, at + 32, third, second, ref rg, ref yb);
            }

            rg.EmptyInto(ref rgSum, ref rgSquares);
            yb.EmptyInto(ref ybSum, ref ybSquares);
        }

        return (new(bgr.Length / 3, rgSum, rgSquares), new(bgr.Length / 3, ybSum, ybSquares));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref byte pixels, nuint at, Vector256<short> green, Vector256<short> blue, ref MomentLanes rg, ref MomentLanes yb)
    {
        var p0 = Widened(ref pixels, at);
        var p1 = Widened(ref pixels, at + 1);
        var p2 = Widened(ref pixels, at + 2);
        rg.Add((p1 - p0) & green);
        yb.Add((p2 + p1 - p0 - p0) & blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widened(ref byte pixels, nuint at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref pixels, at));
        return Vector256.Create(low, high).AsInt16();
    }

    /// <summary>All bits set in the lanes from the given one on, three by three.</summary>
    private static Vector256<short> EveryThird(int from)
    {
        Span<short> lanes = stackalloc short[Vector256<short>.Count];
        for (var lane = from; lane < lanes.Length; lane += 3) lanes[lane] = -1;
        return Vector256.Create<short>(lanes);
    }
}
