using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>How the plane of a picture lies in another, found from pairs of keypoints of which many may be wrong.</summary>
/// <param name="Corners">
/// Where the picture's corners come to: x and y of the upper left, upper right, lower right and lower left.
/// </param>
/// <param name="Fits">Which of the pairs agree.</param>
internal sealed record Homography(Point2f[] Corners, bool[] Fits)
{
    private const int Fewest = 4;
    private const int MostAttempts = 5000;
    private const double Confidence = 0.999;

    /// <summary>By random sample consensus; null where there is none.</summary>
    /// <remarks>
    /// OpenCV's draws its samples from a generator that starts from the same state at every call (<c>RNG rng((uint64)-1)</c> in
    /// <c>RANSACPointSetRegistrator::run</c>): the same pairs give the same answer.
    /// </remarks>
    /// <param name="from">A place in the picture for each pair.</param>
    /// <param name="to">The place in the other.</param>
    /// <param name="size">Columns and rows of the picture.</param>
    /// <param name="tolerance">How far a pair may be off, in pixels of the other.</param>
    public static Homography? Of(Point2f[] from, Point2f[] to, (int Width, int Height) size, double tolerance)
    {
        if (from.Length < Fewest) return null;
        using var fits = new Mat();
        using var source = new PointMat(from);
        using var target = new PointMat(to);
        using var matrix = Cv2.FindHomography(source.Mat, target.Mat, HomographyMethods.Ransac, tolerance, fits, MostAttempts, Confidence);
        if (matrix.Empty()) return null;

        var mask = new byte[from.Length];
        Marshal.Copy(fits.Data, mask, 0, mask.Length);
        var h = new double[9];
        Marshal.Copy(matrix.Data, h, 0, h.Length);
        // Pixels reach half a pixel beyond the centres of the outermost ones.
        var (right, bottom) = (size.Width - 0.5f, size.Height - 0.5f);
        Point2f[] corners = [new(-0.5f, -0.5f), new(right, -0.5f), new(right, bottom), new(-0.5f, bottom)];
        // A corner on or behind the horizon has no image.
        if (corners.Any(corner => (h[6] * corner.X) + (h[7] * corner.Y) + h[8] <= 0)) return null;

        using var before = new PointMat(corners);
        using var after = new Mat();
        Cv2.PerspectiveTransform(before.Mat, after, matrix);
        var moved = new float[2 * corners.Length];
        Marshal.Copy(after.Data, moved, 0, moved.Length);
        return new Homography(
            [.. corners.Select((_, i) => new Point2f(moved[2 * i], moved[(2 * i) + 1]))], Array.ConvertAll(mask, one => one != 0));
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
