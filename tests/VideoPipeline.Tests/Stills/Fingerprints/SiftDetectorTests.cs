using VideoPipeline.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Stills.Fingerprints;

public sealed class SiftDetectorTests : IDisposable
{
    private readonly SiftDetector _detector = new();

    public void Dispose() => _detector.Dispose();

    [Fact]
    public void Detect_SameImageAgain_GivesIdenticalBits()
    {
        var picture = SyntheticImages.Create(1);
        var first = _detector.Detect(picture);
        _detector.Detect(SyntheticImages.Create(2));
        using var other = new SiftDetector();
        var again = other.Detect(picture);
        Assert.Equal(first.Points, again.Points);
        Assert.Equal(first.Descriptors, again.Descriptors);
        Assert.True(first.Count > 100, $"{first.Count} keypoints");
    }

    [Fact]
    public void Detect_UniformImage_FindsNoKeypoints() =>
        Assert.Equal(0, _detector.Detect(new GrayImage(64, 48, new byte[64 * 48])).Count);

    [Fact]
    public void Detect_ManyKeypoints_KeepsHighestContrastsInOrder()
    {
        var noise = new byte[640 * 480];
        new Random(3).NextBytes(noise);
        var keypoints = _detector.Detect(new GrayImage(640, 480, noise));
        var contrasts = Enumerable.Range(0, keypoints.Count)
            .Select(i => keypoints.Points[(i * Keypoints.PointWidth) + 4])
            .ToList();
        Assert.Equal(SiftDetector.MaxKeypoints, keypoints.Count);
        Assert.Equal(contrasts.OrderDescending(), contrasts);
    }

    [Fact]
    public void Detect_LargerThanLongestSide_ReturnsCoordinatesOfOriginal()
    {
        var small = SyntheticImages.Create(4, 640, 360);
        var (large, _) = small.Place(2560, 1440, scale: 4, degrees: 0, centre: (1280, 720));
        var (few, many) = (_detector.Detect(small), _detector.Detect(large));
        var points = Enumerable.Range(0, many.Count).Select(i => (X: many.X(i), Y: many.Y(i))).ToList();
        var matched = Enumerable.Range(0, few.Count).Count(i => points.Any(point =>
            Math.Abs(point.X - ((4 * (few.X(i) + 0.5)) - 0.5)) < 4 && Math.Abs(point.Y - ((4 * (few.Y(i) + 0.5)) - 0.5)) < 4));
        Assert.True(few.Count > 100, $"{few.Count} keypoints");
        Assert.True(matched > few.Count / 2, $"{matched} of {few.Count}");
    }
}
