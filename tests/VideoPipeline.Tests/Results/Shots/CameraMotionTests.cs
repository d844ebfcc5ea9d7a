using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Shots;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class CameraMotionTests
{
    private static readonly Shot s_shot = new(0, 51, ShotTransition.Start);

    [Fact]
    public void Of_StaticShot_IsStill() =>
        Assert.Equal(new CameraMotion(CameraKind.Still, 0, 0, 1), Of(ExampleRun.StaticShot(51)));

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(-0.002, 0)]
    [InlineData(0, 0.02)]
    public void Of_SteadyTranslation_IsPan(double x, double y)
    {
        var motion = Of(Moving(_ => x, _ => y, _ => 0));
        Assert.Equal((CameraKind.Pan, 50 * x, 50 * y), (motion.Kind, Math.Round(motion.PanX, 9), Math.Round(motion.PanY, 9)));
    }

    [Theory]
    [InlineData(0.004)]
    [InlineData(-0.004)]
    public void Of_SteadyGrowth_IsZoom(double growth)
    {
        var motion = Of(Moving(_ => 0.0005, _ => 0, _ => growth));
        Assert.Equal(CameraKind.Zoom, motion.Kind);
        Assert.Equal(Math.Pow(1 + growth, 50), motion.Zoom, precision: 9);
    }

    [Fact]
    public void Of_ShakingCamera_IsUnknown() =>
        Assert.Equal(CameraKind.Unknown, Of(Moving(row => row % 2 == 0 ? 0.05 : -0.05, _ => 0, _ => 0)).Kind);

    [Fact]
    public void Of_ZoomWithStrongShaking_IsUnknown() =>
        Assert.Equal(CameraKind.Unknown, Of(Moving(row => row % 2 == 0 ? 0.2 : -0.2, _ => 0, _ => 0.004)).Kind);

    [Fact]
    public void Of_SlightShaking_IsStill() =>
        Assert.Equal(CameraKind.Still, Of(Moving(row => row % 2 == 0 ? 0.005 : -0.005, _ => 0, _ => 0)).Kind);

    [Fact]
    public void Of_LowAgreement_IsUnknown() =>
        Assert.Equal(CameraKind.Unknown, Of(ExampleRun.StaticShot(51) with { CameraAgreement = new double[51] }).Kind);

    [Fact]
    public void Of_ManyHighCutScores_IsCutHeavy()
    {
        var columns = ExampleRun.StaticShot(
            51) with { CameraAgreement = new double[51], CutScore = [.. Enumerable.Repeat(0.8, 51)] };
        Assert.Equal(CameraKind.CutHeavy, Of(columns).Kind);
    }

    [Fact]
    public void Of_ShortShot_IsUnknown() =>
        Assert.Equal(
            CameraKind.Unknown,
            CameraMotion.Of(new Shot(0, CameraMotion.MinSteps, ShotTransition.Start), ExampleRun.StaticShot(51)).Kind);

    [Fact]
    public void Of_FramesNotConsecutive_IsUnknown() =>
        Assert.Equal(
            CameraKind.Unknown,
            Of(ExampleRun.StaticShot(51) with { Frame = [.. Enumerable.Range(0, 51).Select(row => 2L * row)] }).Kind);

    private static CameraMotion Of(FrameColumns columns) => CameraMotion.Of(s_shot, columns);

    private static FrameColumns Moving(Func<int, double> x, Func<int, double> y, Func<int, double> zoom)
    {
        var rows = Enumerable.Range(0, 51).ToArray();
        return ExampleRun.StaticShot(
            51) with { PanX = [.. rows.Select(x)], PanY = [.. rows.Select(y)], Zoom = [.. rows.Select(zoom)] };
    }
}
