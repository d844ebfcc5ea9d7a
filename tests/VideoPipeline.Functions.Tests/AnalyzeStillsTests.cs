using VideoPipeline.Stills;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests;

/// <summary>Still analysis: neither the frames chosen nor the results depend on how the video is split.</summary>
public sealed class AnalyzeStillsTests
{
    [Theory]
    [InlineData("h264-open.mp4", null)]
    [InlineData("h264-editlist.mp4", "10")]
    [InlineData("vp9.webm", "0.5s")]
    [InlineData("vp8.avi", "7")] // cannot be split
    public async Task AnalyzeStills_AnySplit_SameResultsForSameFrames(string name, string? interval)
    {
        var video = NumberedVideo.GetByName(name);
        var path = await video.FileAsync();
        using var whole = new FunctionSequence(new NumberStillAnalyzerFactory(interval));
        using var split = new FunctionSequence(new NumberStillAnalyzerFactory(interval));

        var (wholeResults, _, _) = await whole.RunAsync(new { video = path, workers = 1 });
        var (splitResults, _, _) = await split.RunAsync(new { video = path, workers = 4, framesPerRange = 20 });

        Assert.True(wholeResults.Count >= 2);
        Assert.All(wholeResults, result =>
            Assert.Equal(video.Numbers[(int)result.Frame], NumberStillAnalyzerFactory.NumberOf(result)));
        Assert.Equal(wholeResults.Select(Text), splitResults.Select(Text));
    }

    [Fact]
    public async Task AnalyzeStills_SingleRange_SameResultsInOneGroup()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var split = new FunctionSequence(new NumberStillAnalyzerFactory("1s"));
        using var whole = new FunctionSequence(new NumberStillAnalyzerFactory("1s"));

        var (splitResults, _, _) = await split.RunAsync(new { video = path, workers = 2, framesPerRange = 24 });
        var (wholeResults, stills, _) = await whole.RunAsync(new { video = path, workers = 2 }, singleRange: true);

        Assert.NotEmpty(splitResults);
        Assert.Equal(splitResults.Select(Text), wholeResults.Select(Text));
        Assert.Single(stills.Groups);
    }

    [Fact]
    public async Task AnalyzeStills_SelectedFrames_AnalyzesOnlyThose()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var functions = new FunctionSequence(new NumberStillAnalyzerFactory("50"));

        var (results, _, _) = await functions.RunAsync(new { video = path, every = 15 });

        Assert.All(results, result => Assert.Equal(0, result.Frame % 15));
        // The first selected frame of each interval of 50 frames.
        Assert.Superset(new HashSet<long> { 0, 60, 105 }, results.Select(result => result.Frame).ToHashSet());
    }

    [Fact]
    public async Task AnalyzeStills_SecondRun_ReusesAllPartials()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var functions = new FunctionSequence(new NumberStillAnalyzerFactory(null));

        var first = (await functions.RunAsync(new { video = path })).Report;
        var second = (await functions.RunAsync(new { video = path })).Report;

        Assert.True(first.Access.Stills!.FramesDelivered > 0);
        Assert.Equal((0, 0), (second.Access.Stills!.FramesDecoded, second.Access.Stills.Bytes));
        Assert.NotEmpty(second.Stills!);
        Assert.All(first.Stills!, group => Assert.False(group.Reused));
        Assert.All(second.Stills!, group => Assert.True(group.Reused));
    }

    // They would expire before Reduce, or a redrive, reads them.
    [Fact]
    public async Task AnalyzeStills_SecondRunDaysLater_RenewsThePartials()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var functions = new FunctionSequence(new NumberStillAnalyzerFactory(null));
        await functions.RunAsync(new { video = path });
        var partials = await functions.Store.ListAsync("partials/", default)
            .Select(functions.Store.GetPath).ToListAsync();
        foreach (var partial in partials) File.SetLastWriteTimeUtc(partial, DateTime.UtcNow.AddDays(-3));

        await functions.RunAsync(new { video = path });

        Assert.True(partials.Count >= 2);
        Assert.All(partials, partial => Assert.True(DateTime.UtcNow - File.GetLastWriteTimeUtc(partial) < TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task AnalyzeStills_FramesAnalyzedInDecode_AreNotDecodedAgain()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var functions = new FunctionSequence(new NumberStillAnalyzerFactory("1"));

        var (results, stills, report) = await functions.RunAsync(new { video = path });

        Assert.Equal(NumberedVideo.FrameCount, results.Count);
        Assert.Empty(stills.Groups);
        Assert.Empty(report.Stills!);
    }

    [Fact]
    public async Task AnalyzeStills_CorruptPartials_AreComputedAgain()
    {
        var path = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var functions = new FunctionSequence(new NumberStillAnalyzerFactory(null));
        var (expected, _, _) = await functions.RunAsync(new { video = path });
        await foreach (var key in functions.Store.ListAsync("partials/", default))
            await functions.Store.PutBytesAsync(key, new byte[10], default);

        var (results, _, report) = await functions.RunAsync(new { video = path });

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(Text), results.Select(Text));
        Assert.All(report.Stills!, group => Assert.False(group.Reused));
    }

    private static string Text(StillResult result) =>
        $"{result.Frame}: {NumberStillAnalyzerFactory.NumberOf(result)}, {result.Array<float>("rows").Shape[0]} rows";
}
