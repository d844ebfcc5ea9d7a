using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>That a picture is to be seen in a frame.</summary>
/// <param name="Corners">Where the picture's corners are in the frame, from the upper left clockwise as they are in the picture.</param>
/// <param name="Matches">Keypoints that agree on that.</param>
/// <param name="Score">
/// 10^-score is how often, by chance, as many would agree in a picture that is not there (<see cref="FalseAlarmCount"/>).
/// </param>
internal sealed record PictureMatch(Point2f[] Corners, int Matches, double Score)
{
    /// <summary>A descriptor's nearest neighbour must be this much nearer than its second (Lowe 2004, section 7.1).</summary>
    private const float Ratio = 0.8f;

    /// <summary>How far a keypoint may be from where the others say, in pixels of a picture as large as keypoints are found in.</summary>
    private const double Tolerance = 4;

    /// <summary>Fewer keypoints are never enough.</summary>
    private const int FewestMatches = 8;

    /// <summary>A lower score is not enough: one in a hundred thousand searches would find a picture that is not there.</summary>
    private const double LeastScore = 5;

    /// <summary>Compares keypoints; null where the picture is not to be seen.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="frame">The frame's keypoints.</param>
    /// <param name="size">The frame's columns and rows.</param>
    /// <param name="pictures">How many frames the picture is compared with in all: with more, chance has more opportunities.</param>
    public static PictureMatch? Of(Fingerprint picture, Keypoints frame, (int Width, int Height) size, int pictures)
    {
        var pairs = Pairs(picture.Keypoints, frame);
        if (pairs.Count < FewestMatches) return null;
        var tolerance = Tolerance * Math.Max(1, (double)Math.Max(size.Width, size.Height) / SiftDetector.LongestSide);
        Point2f[] from = [.. pairs.Select(pair => Place(picture.Keypoints, pair.QueryIdx))];
        Point2f[] to = [.. pairs.Select(pair => Place(frame, pair.TrainIdx))];
        if (Homography.Of(from, to, (picture.Width, picture.Height), tolerance) is not { } homography) return null;
        if (!Quadrilateral.IsPlausible(homography.Corners)) return null;

        // Several keypoints at one place (of several orientations or sizes) are one witness.
        var matches = Math.Min(Distinct(from, homography.Fits), Distinct(to, homography.Fits));
        if (matches < FewestMatches) return null;
        var score = -FalseAlarmCount.Log10(
            Math.Min(pairs.Count, Math.Max(matches, Distinct(from, null))), matches, Math.PI * tolerance * tolerance / ((double)size.Width * size.Height), pictures);
        return score < LeastScore ? null : new PictureMatch(homography.Corners, matches, score);
    }

    private static Point2f Place(Keypoints keypoints, int i) => new(keypoints.X(i), keypoints.Y(i));

    private static int Distinct(Point2f[] places, bool[]? fits) =>
        places.Where((_, i) => fits is null || fits[i]).Distinct().Count();

    // Of several keypoints of the picture that are like one of the frame, the likest.
    private static List<DMatch> Pairs(Keypoints picture, Keypoints frame)
    {
        if (picture.Count < FewestMatches || frame.Count < FewestMatches) return [];
        using var matcher = new BFMatcher();
        using var query = new DescriptorMat(picture);
        using var train = new DescriptorMat(frame);
        return
        [
            .. matcher.KnnMatch(query.Mat, train.Mat, 2)
                .Where(two => two.Length == 2 && two[0].Distance < Ratio * two[1].Distance)
                .Select(two => two[0])
                .GroupBy(pair => pair.TrainIdx)
                .Select(same => same.MinBy(pair => (pair.Distance, pair.QueryIdx))),
        ];
    }
}
