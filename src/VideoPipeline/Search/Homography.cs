using System.Runtime.InteropServices;
using OpenCvSharp;

namespace VideoPipeline.Search;

/// <summary>A homography from the query image to a frame, estimated from pairs of keypoints with outliers.</summary>
/// <param name="Corners">
/// The projected corners of the image: upper left, upper right, lower right, lower left.
/// </param>
/// <param name="Inliers">Which of the pairs are inliers.</param>
internal sealed record Homography(Point2f[] Corners, bool[] Inliers)
{
    private const int MinPairs = 4;
    private const int MaxIterations = 5000;
    private const double Confidence = 0.999;

    /// <summary>Estimates the homography with RANSAC; null if there is none.</summary>
    /// <remarks>
    /// OpenCV seeds its random number generator with the same value at every call (<c>RNG rng((uint64)-1)</c> in
    /// <c>RANSACPointSetRegistrator::run</c>), so the result is deterministic.
    /// </remarks>
    /// <param name="from">The point in the image of each pair.</param>
    /// <param name="to">The point in the frame of each pair.</param>
    /// <param name="size">The width and height of the image in pixels.</param>
    /// <param name="tolerance">The reprojection threshold, in pixels of the frame.</param>
    public static Homography? Estimate(Point2f[] from, Point2f[] to, (int Width, int Height) size, double tolerance)
    {
        if (from.Length < MinPairs) return null;
        using var inliers = new Mat();
        using var source = new PointMat(from);
        using var target = new PointMat(to);
        using var matrix = Cv2.FindHomography(
            source.Mat, target.Mat, HomographyMethods.Ransac, tolerance, inliers, MaxIterations, Confidence);
        if (matrix.Empty()) return null;

        var mask = new byte[from.Length];
        Marshal.Copy(inliers.Data, mask, 0, mask.Length);
        var h = new double[9];
        Marshal.Copy(matrix.Data, h, 0, h.Length);
        // Coordinates refer to pixel centers, so the image extends half a pixel beyond the outermost ones.
        var (right, bottom) = (size.Width - 0.5f, size.Height - 0.5f);
        Point2f[] corners = [new(-0.5f, -0.5f), new(right, -0.5f), new(right, bottom), new(-0.5f, bottom)];
        // A corner on or behind the horizon has no projection.
        if (corners.Any(corner => (h[6] * corner.X) + (h[7] * corner.Y) + h[8] <= 0)) return null;

        using var before = new PointMat(corners);
        using var after = new Mat();
        Cv2.PerspectiveTransform(before.Mat, after, matrix);
        var projected = new float[2 * corners.Length];
        Marshal.Copy(after.Data, projected, 0, projected.Length);
        return new Homography(
            [.. corners.Select((_, i) => new Point2f(projected[2 * i], projected[(2 * i) + 1]))],
            Array.ConvertAll(mask, value => value != 0));
    }

    private sealed class PointMat : IDisposable
    {
        private GCHandle _points;

        public PointMat(Point2f[] points)
        {
            _points = GCHandle.Alloc(points, GCHandleType.Pinned);
            Mat = Mat.FromPixelData(points.Length, 1, MatType.CV_32FC2, _points.AddrOfPinnedObject());
        }

        public Mat Mat { get; }

        public void Dispose()
        {
            Mat.Dispose();
            _points.Free();
        }
    }
}
