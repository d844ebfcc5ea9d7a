using VideoPipeline.Search.Segments;

namespace VideoPipeline.Search;

/// <summary>Counts the votes for a frame that agree on rotation and scale.</summary>
internal static class PoseConsistency
{
    /// <summary>Returns the maximum number of consistent votes, minus the number expected by chance.</summary>
    /// <param name="bins">The votes by <see cref="KeypointPose.Difference"/>.</param>
    /// <remarks>The poses of both keypoints are quantized, so true votes fall into two adjacent bins of each kind.</remarks>
    public static double Count(ReadOnlySpan<int> bins)
    {
        var (max, all) = (0, 0);
        for (var scale = 0; scale < KeypointPose.ScaleDifferenceBins; scale++)
        {
            for (var rotation = 0; rotation < KeypointPose.OrientationBins; rotation++)
            {
                all += VotesAt(bins, scale, rotation);
                var sum = VotesAt(bins, scale, rotation) + VotesAt(bins, scale, rotation + 1)
                    + VotesAt(bins, scale + 1, rotation) + VotesAt(bins, scale + 1, rotation + 1);
                max = Math.Max(max, sum);
            }
        }
        return max - (4.0 * all / KeypointPose.DifferenceBins);
    }

    private static int VotesAt(ReadOnlySpan<int> bins, int scale, int rotation) =>
        scale == KeypointPose.ScaleDifferenceBins
            ? 0
            : bins[(scale * KeypointPose.OrientationBins) + (rotation % KeypointPose.OrientationBins)];
}
