using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Shots;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class ShotDetectorTests
{
    [Fact]
    public void Detect_NoFrames_ReturnsEmpty() => Assert.Empty(Detect(ExampleRun.StaticShot(0)));

    [Fact]
    public void Detect_NoCuts_ReturnsOneShot() =>
        Assert.Equal([new Shot(0, 50, ShotTransition.Start)], Detect(ExampleRun.StaticShot(50)));

    [Fact]
    public void Detect_Cuts_ReturnsShotsBetween() =>
        Assert.Equal(
            [new Shot(0, 13, ShotTransition.Start), new Shot(13, 40, ShotTransition.Cut), new Shot(40, 60, ShotTransition.Cut)],
            Detect(ExampleRun.Columns));

    [Fact]
    public void Detect_FramesFarApart_UsesContentScore()
    {
        var columns = ExampleRun.Columns with { Frame = [.. ExampleRun.Columns.Frame.Select(frame => 10 * frame)] };
        Assert.Equal([new Shot(0, 40, ShotTransition.Start), new Shot(40, 60, ShotTransition.Cut)], Detect(columns));
    }

    [Fact]
    public void Detect_RandomVideo_CoversAllRowsWithoutGapsOrOverlaps() => Prop.ForAll(Videos(), video =>
    {
        var shots = Detect(video);
        return shots.All(shot => shot.Length > 0)
            && shots.SelectMany(shot => Enumerable.Range(shot.Start, shot.Length))
                .SequenceEqual(Enumerable.Range(0, video.Frame.Length))
            && shots.Select((shot, i) => (shot.Transition == ShotTransition.Start) == (i == 0)).All(isValid => isValid);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    private static IReadOnlyList<Shot> Detect(FrameColumns columns) =>
        ShotDetector.Detect(columns, new Timeline(columns.Pts, ExampleRun.Video.TimeBase));

    /// <summary>Generates videos with random cuts, uniform frames, brightness changes and image changes.</summary>
    private static Arbitrary<FrameColumns> Videos() =>
        (from rows in Gen.Sized(size => Gen.Choose(0, size))
         from scores in Gen.ArrayOf(
             Gen.Frequency((6, Gen.Constant(0.02)), (1, Gen.Constant(0.3)), (1, Gen.Constant(0.9))), rows)
         from deviations in Gen.ArrayOf(
             Gen.Frequency((3, Gen.Constant(50.0)), (2, Gen.Constant(1.0)), (1, Gen.Constant(9.0))), rows)
         from hashes in Gen.ArrayOf(Gen.Elements(0UL, ~0UL), rows)
         from means in Gen.ArrayOf(Gen.Elements(50.0, 150.0), rows)
         select ExampleRun.StaticShot(
             rows) with { CutScore = scores, LumaStd = deviations, PHash = hashes, LumaMean = means }).ToArbitrary();
}
