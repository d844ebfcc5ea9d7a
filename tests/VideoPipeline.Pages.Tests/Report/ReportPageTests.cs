using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using VideoPipeline.Pages.Report;
using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Pages.Videos;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Pages.Tests.Report;

public sealed class ReportPageTests
{
    [Fact]
    public async Task RenderAsync_EachNumber_EqualsTheSummary()
    {
        var video = TestVideo.Labeled("cat");
        using var summary = JsonDocument.Parse(ResultJson.Write(video.Summary));

        var numbers = (await DocumentAsync(video)).QuerySelectorAll("data[data-of]");

        Assert.All(numbers, number => Assert.Equal(
            ValueOf(summary.RootElement, number.GetAttribute("data-of")!), number.GetAttribute("value")));
        string[] required =
        [
            "video.durationSeconds", "video.frameRate", "video.width", "video.height", "frames.delivered", "totals.keyFrames",
            "totals.lumaMean", "totals.motionMean", "totals.sharpnessMean", "totals.colorfulnessMean", "totals.sumYuv.0",
            "shots.0.start", "shots.2.startSeconds", "shots.2.endSeconds", "shots.1.motion", "shots.1.labels.0.score",
            "labels.1.score", "stretches.0.start", "pixelClasses.0.frames",
        ];
        Assert.Empty(required.Except(numbers.Select(number => number.GetAttribute("data-of"))));
    }

    [Fact]
    public async Task RenderAsync_Numbers_AreShownRounded()
    {
        var page = await DocumentAsync(TestVideo.Example);

        Assert.Equal("0:02.400", page.QuerySelector("[data-of='video.durationSeconds']")!.TextContent);
        Assert.Equal("81.8", page.QuerySelector("[data-of='totals.lumaMean']")!.TextContent);
    }

    [Fact]
    public async Task RenderAsync_HostileNames_AreText()
    {
        var video = TestVideo.Labeled(TestVideo.Hostile);
        video = video with
        {
            Name = TestVideo.Hostile,
            Summary = video.Summary with
            {
                Video = video.Summary.Video with { Remark = TestVideo.Hostile },
                Frames = new SummaryFrames(70, 60, [new MissingFrames(60, 70, TestVideo.Hostile)]),
            },
        };

        var page = await DocumentAsync(video, TestVideo.Run with { Address = TestVideo.Hostile, Command = TestVideo.Hostile });

        Assert.Equal(TestVideo.Hostile, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(TestVideo.Hostile, page.Title, ignoreWhiteSpaceDifferences: true);
        Assert.Equal("Frames 60–69: " + TestVideo.Hostile, page.QuerySelector(".missing li")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[src='x'], [onerror]"));
        Assert.Equal(2, page.Scripts.Length);
    }

    [Fact]
    public async Task RenderAsync_StyleAndScript_AreAllowedByTheirHashes()
    {
        var page = await DocumentAsync(TestVideo.Example);
        var policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        Assert.StartsWith("default-src 'none'; img-src data:; ", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(page.QuerySelector("style")!)}';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash(page.QuerySelector("script:not([type])")!)}';", policy, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task RenderAsync_EachAddress_IsInTheFile()
    {
        var page = await DocumentAsync(TestVideo.Labeled("cat"));

        Assert.All(
            page.All.SelectMany(element => element.Attributes.Where(attribute => attribute.Name is "src" or "href")),
            attribute => Assert.Matches("^(data:|#)", attribute.Value));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(
            page.QuerySelectorAll("a[href], use[href]").Select(element => element.GetAttribute("href")![1..]),
            target => Assert.Contains(target, ids));
    }

    [Fact]
    public async Task RenderAsync_Headings_AreInOrder()
    {
        var levels = (await DocumentAsync(TestVideo.Labeled("cat"))).QuerySelectorAll("h1, h2, h3, h4")
            .Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public async Task RenderAsync_AnotherRun_DiffersInItsSectionOnly()
    {
        var other = RunDetails.Of(
            "example-2", ExampleRun.Report with { Seconds = new RunSeconds(1, 2, 3, 4), Reused = 3 }, 4096);

        var (first, second) = (await DocumentAsync(TestVideo.Example), await DocumentAsync(TestVideo.Example, other));

        Assert.NotEqual(first.DocumentElement.OuterHtml, second.DocumentElement.OuterHtml);
        first.GetElementById("run")!.Remove();
        second.GetElementById("run")!.Remove();
        Assert.Equal(first.DocumentElement.OuterHtml, second.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task RenderAsync_HundredThousandFrames_TakesLessThan8Megabytes()
    {
        var page = await ReportPage.RenderAsync(TestVideo.Long(frames: 100_000, shots: 1000), TestVideo.Run);

        Assert.InRange(page.Length, 4 * VideoViewBuilder.MaxPictureBytes / 3, 8_000_000);
    }

    [Fact]
    public async Task RenderAsync_MissingFrames_AreSaidFirst()
    {
        var video = TestVideo.Example with
        {
            Summary = TestVideo.Example.Summary with
            {
                Frames = new SummaryFrames(70, 60, [new MissingFrames(60, 70, "the sample is damaged")]),
            },
        };

        var page = await DocumentAsync(video);

        Assert.Equal("60 of 70 frames analyzed.", page.QuerySelector(".verdict.incomplete strong")!.TextContent);
        Assert.Equal("Frames 60–69: the sample is damaged", page.QuerySelector(".missing li")!.TextContent);
    }

    private static async Task<IHtmlDocument> DocumentAsync(VideoView video, RunDetails? run = null) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(await ReportPage.RenderAsync(video, run ?? TestVideo.Run)));

    private static string Hash(IElement element) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)))}";

    private static string ValueOf(JsonElement root, string path)
    {
        foreach (var name in path.Split('.'))
            root = root.ValueKind == JsonValueKind.Array ? root[int.Parse(name)] : root.GetProperty(name);
        return root.GetRawText();
    }
}
