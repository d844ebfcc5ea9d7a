using Bunit;
using VideoPipeline.Pages.Components;
using VideoPipeline.Pages.Tests.Support;
using Xunit;

namespace VideoPipeline.Pages.Tests.Components;

public sealed class FilmstripTests : BunitContext
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(3, "0 1 2")]
    [InlineData(12, "0 1 2 3 4 5 6 7 8 9 10 11")]
    public void Render_FewPictures_ShowsEach(int count, string indexes)
    {
        var video = TestVideo.Example with { Pictures = [.. TestVideo.Example.Pictures.Take(count)] };

        var strip = Render<Filmstrip>(parameters => parameters.Add(strip => strip.Video, video));

        Assert.Equal(
            indexes.Split(' ').Select(index => $"#picture-{index}"),
            strip.FindAll("use").Select(use => use.GetAttribute("href")));
    }

    [Fact]
    public void SpacedPictures_ManyPictures_AreEvenlySpacedAroundTheMiddle()
    {
        var picture = TestVideo.Example.Pictures[0];
        var video = TestVideo.Example with { Pictures = [.. Enumerable.Repeat(picture, 160)] };

        Assert.Equal([5, 15, 25, 35], video.SpacedPictures(16).Take(4));
    }

    [Fact]
    public void Number_Value_HasItsPathAndExactValue()
    {
        var number = Render<Number>(parameters => parameters
            .Add(number => number.Of, "totals.lumaMean").Add(number => number.Value, 66.125).Add(number => number.Format, "0.0"));

        number.MarkupMatches("""<data value="66.125" data-of="totals.lumaMean">66.1</data>""");
    }

    [Fact]
    public void Number_NoValue_IsADash() => Render<Number>(parameters => parameters
        .Add(number => number.Of, "video.frameRate").Add(number => number.Value, null)).MarkupMatches("–");
}
