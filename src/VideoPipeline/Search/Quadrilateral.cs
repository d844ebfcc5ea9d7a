using OpenCvSharp;

namespace VideoPipeline.Search;

/// <summary>Where a flat picture can be in a photograph of it.</summary>
internal static class Quadrilateral
{
    /// <summary>Pixels that the shortest side has at least.</summary>
    private const double ShortestSide = 8;

    /// <summary>How much longer a side may be than the one opposite: a picture seen more from the side is not recognised.</summary>
    private const double MostForeshortening = 4;

    /// <summary>Whether corners that go clockwise in the picture go clockwise there, bulge outward, and lie far enough apart.</summary>
    public static bool IsPlausible(IReadOnlyList<Point2f> corners)
    {
        for (var i = 0; i < 4; i++)
        {
            var (a, b, c) = (corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
            if (((b.X - a.X) * (double)(c.Y - b.Y)) - ((b.Y - a.Y) * (double)(c.X - b.X)) <= 0) return false;
        }
        double[] sides = [.. corners.Select((corner, i) => Math.Sqrt(
            Math.Pow(corners[(i + 1) % 4].X - corner.X, 2) + Math.Pow(corners[(i + 1) % 4].Y - corner.Y, 2)))];
        return sides.Min() >= ShortestSide && Alike(sides[0], sides[2]) && Alike(sides[1], sides[3]);
    }

    private static bool Alike(double side, double opposite) =>
        side <= MostForeshortening * opposite && opposite <= MostForeshortening * side;
}
