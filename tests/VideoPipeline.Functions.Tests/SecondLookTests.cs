using VideoPipeline.Results.Files;
using VideoPipeline.Stills;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests;

/// <summary>Frames are looked at once the shots are known; which, and what is found, does not depend on the cut.</summary>
public sealed class SecondLookTests
{
    [Theory]
    [InlineData("h264-open.mp4", null)]
    [InlineData("h264-editlist.mp4", "10")]
    [InlineData("vp9.webm", "0.5s")]
    [InlineData("vp8.avi", "7")] // decoded whole
    public async Task Look_AnyCutAndWorkers_FindsTheSameOnTheSameFrames(string name, string? interval)
    {
        var video = NumberedVideo.Named(name);
        var path = await video.FileAsync();
        using var one = new StateByState(new NumberLook(interval));
        using var many = new StateByState(new NumberLook(interval));

        var (findings, _, _) = await one.RunAsync(new { video = path, workers = 1 });
        var (others, _, _) = await many.RunAsync(new { video = path, workers = 4, framesPerRange = 20 });

        Assert.True(findings.Count >= 2);
        Assert.All(findings, finding => Assert.Equal(video.Numbers[(int)finding.Frame], NumberLook.NumberOf(finding)));
        Assert.Equal(findings.Select(Text), others.Select(Text));
    }

    [Fact]
    public async Task Look_AfterPlanWhole_FindsTheSameInOneGroup()
    {
        var path = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        using var cut = new StateByState(new NumberLook("1s"));
        using var whole = new StateByState(new NumberLook("1s"));

        var (findings, _, _) = await cut.RunAsync(new { video = path, workers = 2, framesPerRange = 24 });
        var (others, looks, _) = await whole.RunAsync(new { video = path, workers = 2 }, whole: true);

        Assert.Equal(findings.Select(Text), others.Select(Text));
        Assert.Single(looks.Groups);
    }

    [Fact]
    public async Task Look_PickedFrames_TakesThoseOnly()
    {
        var path = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        using var states = new StateByState(new NumberLook("50"));

        var (findings, _, _) = await states.RunAsync(new { video = path, every = 15 });

        Assert.All(findings, finding => Assert.Equal(0, finding.Frame % 15));
        // The first picked frame in each step of fifty.
        Assert.Superset(new HashSet<long> { 0, 60, 105 }, findings.Select(finding => finding.Frame).ToHashSet());
    }

    [Fact]
    public async Task Look_Again_FindsEveryPartial()
    {
        var path = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        using var states = new StateByState(new NumberLook(null));

        var first = (await states.RunAsync(new { video = path })).Report;
        var again = (await states.RunAsync(new { video = path })).Report;

        Assert.True(first.Access.Stills!.FramesDelivered > 0);
        Assert.Equal((0, 0), (again.Access.Stills!.FramesDecoded, again.Access.Stills.Bytes));
        Assert.All(again.Stills!, look => Assert.True(look.Reused));
    }

    [Fact]
    public async Task Look_FramesThatDecodeLookedAtAlready_AreNotDecodedAgain()
    {
        var path = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        using var states = new StateByState(new NumberLook("1"));

        var (findings, looks, report) = await states.RunAsync(new { video = path });

        Assert.Equal(NumberedVideo.FrameCount, findings.Count);
        Assert.Empty(looks.Groups);
        Assert.Empty(report.Stills!);
    }

    [Fact]
    public async Task Look_DamagedPartial_IsMadeAgain()
    {
        var path = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        using var states = new StateByState(new NumberLook(null));
        var (findings, _, _) = await states.RunAsync(new { video = path });
        await foreach (var key in states.Store.ListAsync("partials/", default)) await states.Store.PutBytesAsync(key, new byte[10], default);

        var (again, _, _) = await states.RunAsync(new { video = path });

        Assert.Equal(findings.Select(Text), again.Select(Text));
    }

    private static string Text(StillResult finding) => $"{finding.Frame}: {NumberLook.NumberOf(finding)}, {finding.Array<float>("rows").Shape[0]} rows";
}
