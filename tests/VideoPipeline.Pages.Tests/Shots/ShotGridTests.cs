using Bunit;
using VideoPipeline.Pages.Shots;
using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Results.Files;
using Xunit;

namespace VideoPipeline.Pages.Tests.Shots;

public sealed class ShotGridTests : BunitContext
{
    [Fact]
    public void Render_Shots_ShowsThePictureNearestToTheRepresentativeFrame()
    {
        var grid = Render<ShotGrid>(parameters => parameters.Add(grid => grid.Video, TestVideo.Example));

        // The sharpest frame of the last shot is 50, of which there is a picture.
        Assert.Equal(3, grid.FindAll(".shot").Count);
        Assert.Equal("Frame 50", grid.Find("#shot-3 .picture").GetAttribute("aria-label"));
        Assert.Equal("#picture-10", grid.Find("#shot-3 use").GetAttribute("href"));
    }

    [Fact]
    public void Render_ShotWithoutPicture_ShowsItsMeanColor()
    {
        var video = TestVideo.Example with { Pictures = [TestVideo.Example.Pictures[0]] };

        var grid = Render<ShotGrid>(parameters => parameters.Add(grid => grid.Video, video));

        Assert.Equal(video.Summary.Shots[1].MeanColor, grid.Find("#shot-2 .picture rect").GetAttribute("fill"));
    }

    [Fact]
    public void Render_NearDuplicates_LinkToTheirShots()
    {
        var video = TestVideo.Example with { Summary = TestVideo.Example.Summary with { NearDuplicateShots = [[0, 2]] } };

        var groups = Render<DuplicateShots>(parameters => parameters.Add(groups => groups.Video, video));

        Assert.Equal(["#shot-1", "#shot-3"], groups.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("like shot 1", Render<ShotCard>(parameters => parameters
            .Add(card => card.Video, video).Add(card => card.Index, 2)).Find(".tags").TextContent);
    }

    [Fact]
    public void Render_MoreShotsThanShown_SaysHowMany()
    {
        var shots = Enumerable.Repeat(TestVideo.Example.Summary.Shots[0], ShotGrid.MaxShots + 7).ToList();
        var video = TestVideo.Example with { Summary = TestVideo.Example.Summary with { Shots = shots } };

        var grid = Render<ShotGrid>(parameters => parameters.Add(grid => grid.Video, video));

        Assert.Equal(ShotGrid.MaxShots, grid.FindAll(".shot").Count);
        Assert.Equal("And 7 more in summary.json.", grid.Find(".note").TextContent);
    }

    [Fact]
    public void Render_SingleFrame_HasNoMotion()
    {
        var shot = TestVideo.Example.Summary.Shots[0] with { End = 1, Motion = null, Transition = SummaryShot.AtStart };
        var video = TestVideo.Example with { Summary = TestVideo.Example.Summary with { Shots = [shot] } };

        var card = Render<ShotCard>(parameters => parameters.Add(card => card.Video, video).Add(card => card.Index, 0));

        Assert.Empty(card.FindAll(".motion"));
        Assert.Equal("frame 0", string.Join(' ', card.Find(".shot-frames").TextContent.Split((char[]?)null,
            StringSplitOptions.RemoveEmptyEntries)));
    }
}
