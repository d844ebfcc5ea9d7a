using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VideoPipeline.Analysis.Statistics;

namespace VideoPipeline.Analysis.Matching;

/// <summary>
/// A motion-compensated measure of change between two images. For each block, the mean absolute difference to its best match in
/// the previous image, summed over luma and both chroma planes; the median over all blocks, which a caption or an inset does not
/// affect; divided by the mean contrast of the two images, so that dark and low-contrast scenes give comparable values. It is
/// rarely above 0.3 within a shot and rarely below 0.4 at a cut.
/// </summary>
/// <remarks>Based on the motion-compensated residual of B. Shahraray, "Scene change detection and content-based sampling of video
/// sequences", SPIE 2419, 1995.</remarks>
internal static class CutScore
{
    /// <summary>Added to the contrast, in levels, so that noise in a uniform image does not count as change.</summary>
    private const double NoiseLevels = 3;

    /// <summary>Computes the score of an image.</summary>
    /// <param name="blocks">The blocks of the image, matched with the previous image.</param>
    /// <param name="previous">The previous image.</param>
    /// <param name="current">The image.</param>
    public static double Compute(ReadOnlySpan<BlockMatch> blocks, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> current)
    {
        Span<int> differences = stackalloc int[blocks.Length];
        for (var block = 0; block < blocks.Length; block++) differences[block] = blocks[block].Difference;
        differences.Sort();
        var twiceMedian = differences[(blocks.Length - 1) / 2] + differences[blocks.Length / 2];
        var levels = twiceMedian / (2.0 * BlockMatcher.BlockWidth * BlockMatcher.BlockHeight);
        return levels / (NoiseLevels + ((Contrast(previous) + Contrast(current)) / 2));
    }

    /// <summary>Computes the sum of the standard deviations of the three planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Contrast(ReadOnlySpan<byte> image)
    {
        var contrast = 0.0;
        ref var samples = ref MemoryMarshal.GetReference(image);
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            MomentLanes lanes = default;
            for (var offset = plane * MatchImage.Area; offset < (plane + 1) * MatchImage.Area; offset += Vector128<byte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref samples, (nuint)offset));
                lanes.Add(Vector256.Create(low, high).AsInt16());
            }

            var (sum, squares) = (0L, 0L);
            lanes.FlushTo(ref sum, ref squares);
            contrast += Math.Sqrt(new Moments(MatchImage.Area, sum, squares).Variance);
        }

        return contrast;
    }
}
