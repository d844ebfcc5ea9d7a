using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenCvSharp;
using VideoPipeline.Native;
using VideoPipeline.Search;
using Xunit;

namespace VideoPipeline.Tests.Search;

public class GeometryTests
{
    public GeometryTests() => OpenCvLibrary.EnsureLoaded();

    [Fact]
    public void Homography_HalfOutliers_IsCorrectAndDeterministic()
    {
        var random = new Random(1);
        var from = Enumerable.Range(0, 80).Select(_ => new Point2f(random.Next(200), random.Next(100))).ToArray();
        var to = from.Select((point, i) => i % 2 == 0
            ? new Point2f(50 + (2 * point.X), 30 + (2 * point.Y))
            : new Point2f(random.Next(500), random.Next(300))).ToArray();
        var found = Homography.Estimate(from, to, (200, 100), 2)!;
        Assert.All(found.Inliers.Where((_, i) => i % 2 == 0), Assert.True);
        Assert.InRange(found.Inliers.Where((_, i) => i % 2 == 1).Count(isInlier => isInlier), 0, 1);
        Point2f[] expected = [new(49, 29), new(449, 29), new(449, 229), new(49, 229)];
        Assert.All(found.Corners.Zip(expected), pair => Assert.InRange(Distance(pair.First, pair.Second), 0, 0.1));
        Assert.Equal(found.Corners, Homography.Estimate(from, to, (200, 100), 2)!.Corners);
    }

    [Fact]
    public void Homography_FewerThanFourPairs_IsNull() =>
        Assert.Null(Homography.Estimate([new(0, 0), new(1, 1)], [new(0, 0), new(1, 1)], (10, 10), 2));

    [Theory]
    [InlineData(true, "0,0 100,0 100,50 0,50")]
    [InlineData(true, "10,0 100,20 90,80 0,60")]
    [InlineData(false, "100,0 0,0 0,50 100,50")] // mirrored
    [InlineData(false, "0,0 100,0 0,50 100,50")] // self-intersecting
    [InlineData(false, "0,0 100,0 20,10 0,50")] // concave
    [InlineData(false, "0,0 100,0 100,4 0,4")] // too narrow
    [InlineData(false, "0,0 100,0 60,50 50,50")] // too much foreshortening
    public void IsPlausible_Corners_ReturnsExpected(bool expected, string corners)
    {
        Point2f[] points =
        [
            .. corners.Split(' ').Select(corner => corner.Split(','))
                .Select(xy => new Point2f(int.Parse(xy[0]), int.Parse(xy[1]))),
        ];
        Assert.Equal(expected, Quadrilateral.IsPlausible(points));
    }

    [Fact]
    public void FalseAlarmCount_KnownCase_EqualsFormula()
    {
        // 10 · (20 − 4) · C(20, 8) · C(8, 4) · 0.001^4
        var expected = Math.Log10(10 * 16 * 125970.0 * 70 * 1e-12);
        Assert.Equal(expected, FalseAlarmCount.Log10(20, 8, 0.001, 10), 9);
    }

    [Property]
    public Property FalseAlarmCount_MoreInliers_Decreases() => Prop.ForAll(
        Gen.Choose(8, 200).SelectMany(inliers => Gen.Choose(inliers + 1, 300).Select(pairs => (inliers, pairs))).ToArbitrary(),
        one => FalseAlarmCount.Log10(one.pairs, one.inliers + 1, 1e-4, 100)
            < FalseAlarmCount.Log10(one.pairs, one.inliers, 1e-4, 100))
        ;

    private static double Distance(Point2f one, Point2f other) =>
        Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));
}
