using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A geometric match of the query image in a frame.</summary>
/// <param name="Corners">
/// The positions of the image's corners in the frame: upper left, upper right, lower right, lower left of the image.
/// </param>
/// <param name="Inliers">The number of inliers of the homography.</param>
/// <param name="Score">
/// The negated decimal logarithm of the expected number of false alarms (<see cref="FalseAlarmCount"/>).
/// </param>
internal sealed record ImageMatch(Point2f[] Corners, int Inliers, double Score)
{
    /// <summary>
    /// The maximum ratio of the distances of the nearest and the second nearest neighbor (Lowe 2004, section 7.1).
    /// </summary>
    private const float MaxRatio = 0.8f;

    /// <summary>The reprojection threshold of RANSAC in pixels, for a frame of the maximum size for keypoint detection.</summary>
    private const double Tolerance = 4;

    /// <summary>The minimum number of inliers.</summary>
    private const int MinInliers = 8;

    /// <summary>The minimum score: at most one false alarm in 100,000 searches is expected.</summary>
    private const double MinScore = 5;

    /// <summary>Matches the keypoints of the query image and a frame; null if the frame does not show the image.</summary>
    /// <param name="query">The query image.</param>
    /// <param name="frame">The keypoints of the frame.</param>
    /// <param name="size">The width and height of the frame in pixels.</param>
    /// <param name="tests">
    /// The number of frames that the image is compared with: the number of tests for the number of false alarms.
    /// </param>
    public static ImageMatch? Match(Fingerprint query, Keypoints frame, (int Width, int Height) size, int tests)
    {
        var pairs = FindPairs(query.Keypoints, frame);
        if (pairs.Count < MinInliers) return null;
        var tolerance = Tolerance * Math.Max(1, (double)Math.Max(size.Width, size.Height) / SiftDetector.MaxSide);
        Point2f[] from = [.. pairs.Select(pair => Position(query.Keypoints, pair.QueryIdx))];
        Point2f[] to = [.. pairs.Select(pair => Position(frame, pair.TrainIdx))];
        if (Homography.Estimate(from, to, (query.Width, query.Height), tolerance) is not { } homography) return null;
        if (!Quadrilateral.IsPlausible(homography.Corners)) return null;

        // Keypoints at one position (with different orientations or scales) are not independent, so they count once.
        var inliers = Math.Min(CountDistinct(from, homography.Inliers), CountDistinct(to, homography.Inliers));
        if (inliers < MinInliers) return null;
        var score = -FalseAlarmCount.Log10(
            Math.Min(pairs.Count, Math.Max(inliers, CountDistinct(from, null))), inliers,
            Math.PI * tolerance * tolerance / ((double)size.Width * size.Height), tests);
        return score < MinScore ? null : new ImageMatch(homography.Corners, inliers, score);
    }

    private static Point2f Position(Keypoints keypoints, int i) => new(keypoints.X(i), keypoints.Y(i));

    private static int CountDistinct(Point2f[] points, bool[]? inliers) =>
        points.Where((_, i) => inliers is null || inliers[i]).Distinct().Count();

    // Pairs of keypoints that pass the ratio test. If several keypoints of the image match one of the frame, the nearest is kept.
    private static List<DMatch> FindPairs(Keypoints query, Keypoints frame)
    {
        if (query.Count < MinInliers || frame.Count < MinInliers) return [];
        using var matcher = new BFMatcher();
        using var queryMat = new DescriptorMat(query);
        using var trainMat = new DescriptorMat(frame);
        return
        [
            .. matcher.KnnMatch(queryMat.Mat, trainMat.Mat, 2)
                .Where(two => two.Length == 2 && two[0].Distance < MaxRatio * two[1].Distance)
                .Select(two => two[0])
                .GroupBy(pair => pair.TrainIdx)
                .Select(same => same.MinBy(pair => (pair.Distance, pair.QueryIdx))),
        ];
    }
}
