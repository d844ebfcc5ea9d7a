using OpenCvSharp;

namespace VideoPipeline.Search;

/// <summary>Checks whether a quadrilateral can be the projection of an image.</summary>
internal static class Quadrilateral
{
    /// <summary>The minimum length of a side in pixels.</summary>
    private const double MinSide = 8;

    /// <summary>The maximum ratio of opposite sides, which limits the foreshortening.</summary>
    private const double MaxSideRatio = 4;

    /// <summary>Whether the corners are in clockwise order, convex, and far enough apart.</summary>
    public static bool IsPlausible(IReadOnlyList<Point2f> corners)
    {
        for (var i = 0; i < 4; i++)
        {
            var (a, b, c) = (corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
            if (((b.X - a.X) * (double)(c.Y - b.Y)) - ((b.Y - a.Y) * (double)(c.X - b.X)) <= 0) return false;
        }
        double[] sides = [.. corners.Select((corner, i) => Math.Sqrt(
            Math.Pow(corners[(i + 1) % 4].X - corner.X, 2) + Math.Pow(corners[(i + 1) % 4].Y - corner.Y, 2)))];
        return sides.Min() >= MinSide && AreSimilar(sides[0], sides[2]) && AreSimilar(sides[1], sides[3]);
    }

    private static bool AreSimilar(double side, double opposite) =>
        side <= MaxSideRatio * opposite && opposite <= MaxSideRatio * side;
}
